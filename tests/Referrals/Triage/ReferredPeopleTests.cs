using Dsr.Referrals;

namespace Dsr.Tests.Referrals;

/// <summary>Seeds 001 and 003, domain 4.3 part 5: who is named in a referral is on the network of the record.</summary>
public sealed class ReferredPeopleTests
{
    [Fact]
    public void Each_line_is_somebody_whose_name_comes_first_and_the_rest_is_kept_as_it_stands()
        => Of(network =>
        {
            network.Family = "Ada Marlow, mother, 01632 960 001\r\nBen Marlow (brother)\n\n";
            network.Responsibility = "Ada Marlow";
            network.Professionals = "Cy Dent; community nurse";
            network.Advocate = "Di Fenn: IMCA";
        }).ShouldBe([
            ("family", "Ada Marlow", "", "mother, 01632 960 001"), ("family", "Ben Marlow", "", "brother"), ("parental-responsibility", "Ada Marlow", "", ""),
            ("professional", "Cy Dent", "", "community nurse"), ("advocate", "Di Fenn", "", "IMCA"),
        ]);

    [Theory]
    [InlineData("None")]
    [InlineData("none known.")]
    [InlineData("Not known")]
    [InlineData(" - ")]
    [InlineData("N/A")]
    public void Nobody_is_nobody(string typed) => Of(network => network.Family = network.Professionals = network.Lead = typed).ShouldBeEmpty();

    [Fact]
    public void Who_leads_is_one_of_the_professionals_or_one_more()
    {
        Of(network => (network.Professionals, network.Lead) = ("Cy Dent, nurse\nEm Gill, social worker", "em gill")).ShouldBe([("professional", "Cy Dent", "", "nurse"), ("professional", "Em Gill", "Leads", "social worker")]);
        Of(network => (network.Professionals, network.Lead) = ("Cy Dent, nurse", "Flo Hart")).ShouldBe([("professional", "Cy Dent", "", "nurse"), ("professional", "Flo Hart", "Leads", "")]);
    }

    [Fact]
    public void Who_is_named_twice_is_one_and_a_whole_story_is_cut_without_breaking_a_letter()
    {
        Of(network => network.Family = "Ada Marlow, mother\nADA MARLOW, phones on Sundays").ShouldHaveSingleItem();
        var (_, name, _, note) = Of(network => network.Family = string.Concat(Enumerable.Repeat("🙂", 400))).ShouldHaveSingleItem();
        name.Length.ShouldBeLessThanOrEqualTo(100);
        note.Length.ShouldBeLessThanOrEqualTo(500);
        (name + note).EnumerateRunes().ShouldNotContain(System.Text.Rune.ReplacementChar);
    }

    [Fact]
    public void An_attorney_or_deputy_comes_with_a_document_that_nobody_has_seen()
        => Of(network => (network.Attorney, network.Deputy) = ("Ada Marlow", "Ben Marlow")).Select(person => ContactKind.NeedsDocument(person.Kind)).ShouldBe([true, true]);

    private static IReadOnlyList<(string Kind, string Name, string Relationship, string Note)> Of(Action<DraftNetworkPage.Form> typed)
    {
        var network = new DraftNetworkPage.Form();
        typed(network);
        return [.. ReferredPeople.Of(network).Select(person => (person.Kind, person.Name, person.Relationship, person.Note))];
    }
}
