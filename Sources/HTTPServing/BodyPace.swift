/// How slowly a body may arrive.
///
/// A limit on silence alone keeps a one-byte-a-second trickle alive; one deadline for the whole kills honest
/// slow uploads. So both silence and the average are limited, and only time spent waiting counts.
package struct BodyPace: Sendable, Hashable {
    /// The longest silence.
    package var idle = Duration.seconds(30)
    /// Time free of charge before the average counts.
    package var grace = Duration.seconds(10)
    /// The lowest average.
    package var bytesPerSecond = 1024

    package init() {}

    /// How long the next bytes may take, after so many arrived in so much waiting; zero or less is too late.
    package func patience(received: Int, waited: Duration) -> Duration {
        let earned = Duration.milliseconds(received / max(1, bytesPerSecond / 1000))
        return min(idle, grace + earned - waited)
    }
}
