namespace Actra.Hosting.Tests;

public class RetryDelayTests
{
    [Theory]
    [InlineData(1, 5)]
    [InlineData(2, 20)]
    [InlineData(3, 80)]
    [InlineData(7, 20_480)]
    [InlineData(8, 21_600)]
    [InlineData(100, 21_600)]
    public void Delays_grow_fourfold_up_to_the_longest_and_vary_by_a_fifth(int attempts, int seconds)
    {
        var options = new NoticeOptions();

        Assert.Equal(TimeSpan.FromSeconds(seconds), RetryDelay.After(attempts, options, 0.5));
        Assert.Equal(TimeSpan.FromSeconds(seconds * 0.8), RetryDelay.After(attempts, options, 0));
        Assert.Equal(TimeSpan.FromSeconds(seconds * 1.2), RetryDelay.After(attempts, options, 1));
    }
}
