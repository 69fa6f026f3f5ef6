using MediatR;

namespace Dsr.Rating.Contracts;

/// <summary>A rating tool was completed for a person (domain 3.3). <paramref name="Suggested"/> is the tool's rating, null where the tool suggests none; <paramref name="Proposed"/> is what the professional proposes.</summary>
public sealed record ToolCompleted(Guid AssessmentId, Guid PersonId, string Tool, string ToolVersion, string? Suggested, string Proposed, Guid CompletedBy, DateTimeOffset CompletedAt) : INotification;
