using MediatR;

namespace Dsr.Referrals.Contracts;

/// <summary>The receiving area's team accepted a person (domain 6.3): from this commit the entry is that area's. Its new owner and links are told apart. <paramref name="LocalAuthority"/> is one of the receiving area's.</summary>
public sealed record PersonTransferred(Guid TransferId, Guid PersonId, string FromArea, string ToArea, string? LocalAuthority, DateTimeOffset AcceptedAt) : INotification;
