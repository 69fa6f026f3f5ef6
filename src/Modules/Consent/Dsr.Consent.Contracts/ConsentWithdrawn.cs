using MediatR;

namespace Dsr.Consent.Contracts;

/// <summary>The person, or someone lawful for them, said no (domain 5.4): from this commit nobody but the DSR team sees them, and agendas, reminders and queued mail are without them.</summary>
public sealed record ConsentWithdrawn(Guid PersonId, string RecordedBySignature, DateTimeOffset WithdrawnAt) : INotification;
