package dev.interlock.replay.report;

import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * Facts in a report besides the counts.
 *
 * @param sources files or directories
 * @param targets URL of each target by its name, in order
 * @param pace such as "recorded times, 2 times as fast"
 * @param seconds duration of the replay
 * @param skippedAtStart exchanges that an earlier run sent
 * @param skipped exchanges that cannot be replayed, by reason
 * @param held number of times a request waited for an id of an earlier request
 * @param notices notices about the files
 * @param ending reason why the replay ended
 */
public record Facts(
        Instant started,
        double seconds,
        List<String> sources,
        Map<String, String> targets,
        String pace,
        long skippedAtStart,
        Map<String, Long> skipped,
        long held,
        List<String> notices,
        String ending) {}
