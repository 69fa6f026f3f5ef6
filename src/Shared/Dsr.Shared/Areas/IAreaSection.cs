namespace Dsr.Shared;

/// <summary>A section whose values must agree with each other says here what does not; paths are inside the section (<c>criteria[2].key</c>).</summary>
public interface IAreaSection
{
    IEnumerable<AreaFault> Faults();
}
