using Actra.Approvals;

namespace Actra.Engine.Tests.Approvals;

public sealed class SearchTextTests
{
    [Theory]
    [InlineData("Refund of 1800 EUR", "1800 eur of refund")]
    [InlineData("order-4711/a_b", "4711 a b order")]
    [InlineData("ÄPFEL äpfel КИЇВ", "äpfel київ")]
    [InlineData(" \0%*\ud83d😀", "")]
    [InlineData(null, "")]
    public void Words_are_runs_of_letters_and_digits_in_lower_case_each_once(string? text, string words) =>
        Assert.Equal(words, string.Join(' ', SearchText.Words([text])));

    [Fact]
    public void Of_a_word_its_first_64_characters_count()
    {
        var word = Assert.Single(SearchText.Words([new string('A', 65) + "-"]));
        Assert.Equal(new string('a', 64), word);
    }

    [Theory]
    [InlineData("refund", true)]
    [InlineData("REF lar", true)]
    [InlineData("rita more 1000", true)]
    [InlineData("m-1", true)]
    [InlineData("", true)]
    [InlineData("%", true)]
    [InlineData("und", false)]
    [InlineData("refund otto", false)]
    [InlineData("1500", false)]
    [InlineData("amount", false)]
    public void A_request_is_found_by_the_beginnings_of_its_words_and_not_by_its_fields(string text, bool found)
    {
        var request = new Requests().Pending();
        Assert.Equal(found, SearchText.Matches(request, text));
        Assert.True(SearchText.Matches(request, request.Id));
    }
}
