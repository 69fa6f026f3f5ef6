namespace Dsr.Referrals;

/// <summary>Who stands in a referral as family, carers and professionals stands on the network of the record from the day it is accepted (seeds 001 and 003: nine items).</summary>
internal static class ReferredPeople
{
    private static readonly HashSet<string> Nobody = new(StringComparer.OrdinalIgnoreCase) { "", "-", "none", "none known", "no", "no one", "nobody", "not known", "unknown", "n/a", "not applicable" };

    public static async Task AddAsync(Work work, Referral referral, string signature)
    {
        var answer = await work.FirstAsync<Answer>("select task, content, completed, version from referrals_answer where referral_id = @Id and task = @Task", new { referral.Id, DraftNetworkPage.Task });
        if (answer is null) return;
        foreach (var person in Of(answer.As<DraftNetworkPage.Form>()))
            await work.ExecuteAsync(
                """
                insert into referrals_contact (id, person_id, kind, name, relationship, organisation, phone, email, document, note, recorded_at, recorded_by_signature, version)
                values (@Id, @PersonId, @Kind, @Name, @Relationship, '', '', '', @document, @Note, @Now, @signature, 1)
                """, new
                {
                    Id = Ids.New(work.Now), referral.PersonId, person.Kind, person.Name, person.Relationship, document = ContactKind.NeedsDocument(person.Kind) ? "not-seen" : null, person.Note, work.Now, signature,
                });
    }

    /// <summary>One for each line that was typed. The name is what comes first; the rest is kept as it stands, for nobody said which part of it is what.</summary>
    public static IReadOnlyList<Person> Of(DraftNetworkPage.Form network)
    {
        var people = new List<Person>();
        Add("family", network.Family);
        Add("parental-responsibility", network.Responsibility);
        Add("attorney", network.Attorney);
        Add("deputy", network.Deputy);
        Add("professional", network.Professionals);
        Add("advocate", network.Advocate);
        if (Read("professional", network.Lead) is { } lead)
        {
            var at = people.FindIndex(person => person.Kind == lead.Kind && person.Name.StartsWith(lead.Name, StringComparison.OrdinalIgnoreCase));
            if (at < 0) people.Add(lead with { Relationship = "Leads" });
            else people[at] = people[at] with { Relationship = "Leads" };
        }
        return [.. people.DistinctBy(person => (person.Kind, person.Name.ToUpperInvariant()))];

        void Add(string kind, string typed) => people.AddRange(typed.Split('\n').Select(line => Read(kind, line)).OfType<Person>());
    }

    private static Person? Read(string kind, string typed)
    {
        var line = typed.Trim();
        if (Nobody.Contains(line.TrimEnd('.'))) return null;
        var end = line.AsSpan().IndexOfAny(",;:(");
        var name = (end > 0 ? line[..end] : line).Trim();
        var rest = end > 0 ? line[(end + 1)..].Trim() : "";
        if (end > 0 && line[end] == '(') rest = rest.TrimEnd(')');
        // a sentence is no name: its beginning stands for it
        return name.Length > 100 ? new Person(kind, Short(name, 100), "", Short(line, 500)) : new Person(kind, name, "", Short(rest, 500));
    }

    private static string Short(string text, int most)
        => text.Length <= most ? text : text[..(char.IsHighSurrogate(text[most - 2]) ? most - 2 : most - 1)] + "…";

    internal sealed record Person(string Kind, string Name, string Relationship, string Note);
}
