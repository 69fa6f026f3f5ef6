using MediatR;

namespace Dsr.Consent.Contracts;

/// <summary>
/// A Care (Education) and Treatment Review was offered, and is not answered yet (domain 5.1). <paramref name="Name"/> is CTR or CETR; <paramref name="Review"/> is
/// <c>community</c>, <c>post-admission</c> or <c>repeat-inpatient</c>. Its answer is <see cref="CetrConsentRecorded"/>.
/// </summary>
public sealed record CetrOffered(Guid CetrId, Guid PersonId, string Name, string Review, DateOnly OfferedOn, string OfferedBySignature, DateTimeOffset OfferedAt) : INotification;
