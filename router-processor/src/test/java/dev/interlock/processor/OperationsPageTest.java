package dev.interlock.processor;

import static com.google.common.truth.Truth.assertThat;

import dev.interlock.processor.testing.Page;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Checks two things about {@code docs/operations.md}: the settings that it names exist, and it names all alerts that
 * ship with the metrics.
 */
final class OperationsPageTest {
    private static final Path ALERTS =
            Path.of("../extensions/router-metrics/src/main/resources/dev/interlock/metrics/alerts.yml");
    private static final Pattern VARIABLE = Pattern.compile("\\bINTERLOCK_\\w+");
    private static final Pattern SETTING = Pattern.compile("\\*\\*`([a-z]+(?:-[a-z]+)+)`");
    private static final Pattern ALERT = Pattern.compile("(?m)^ *- alert: (\\w+)$");
    private static final Pattern ALERT_IN_TABLE = Pattern.compile("`(Interlock\\w+)`");

    private final Page page = Page.of("operations.md");
    private final String settings = Page.of("configuration.md").text();

    @Test
    void namesExistingSettings() {
        List<String> names = Stream.concat(
                        matches(VARIABLE, page.text(), 0).stream(),
                        matches(SETTING, page.text(), 1).stream().map(name -> "interlock." + name))
                .toList();
        assertThat(names.size()).isAtLeast(15);
        for (String name : names) {
            assertThat(settings).contains("`" + name + "`");
        }
    }

    @Test
    void namesEachAlert() throws IOException {
        assertThat(matches(ALERT_IN_TABLE, page.text(), 1))
                .containsExactlyElementsIn(matches(ALERT, Files.readString(ALERTS), 1));
    }

    private static Set<String> matches(Pattern pattern, String text, int group) {
        return pattern.matcher(text).results().map(match -> match.group(group)).collect(Collectors.toSet());
    }
}
