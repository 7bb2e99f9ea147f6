package dev.interlock.replay.rules;

import static com.google.common.truth.Truth.assertThat;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class RulesFileTest {
    private static final Pattern YAML = Pattern.compile("```yaml\n(.*?)```", Pattern.DOTALL);

    @TempDir
    Path directory;

    private Rules read(String yaml) throws IOException, RulesException {
        return RulesFile.read(Files.writeString(directory.resolve("rules.yaml"), yaml));
    }

    private String problem(String yaml) {
        String message = String.valueOf(
                assertThrows(RulesException.class, () -> read(yaml)).getMessage());
        assertThat(message.lines().count()).isEqualTo(1);
        assertThat(message).startsWith(directory.resolve("rules.yaml").toString());
        return message;
    }

    @Test
    void readsAllRules() throws IOException, RulesException {
        Rules rules = read("""
                allow:
                  - route: GET /v1/orders/*
                    kind: body
                    path: $.items[*].price
                    reason: prices with tax
                  - path: x-build
                ignored-fields: [X-Node]
                compared-fields: [Date]
                id-fields: [sku]
                messages:
                  - {route: POST /orders, request: shop.Order}
                latency: {quantile: 0.9, tolerance: 1.5, confidence: 0.99}
                """);
        AllowedDifference prices = rules.allowed().get(0);
        assertThat(prices.allows("GET /v1/orders/{id}", "body", "$.items[*].price"))
                .isTrue();
        assertThat(prices.allows("GET /v1/orders/{id}", "body", "$.items[*].name"))
                .isFalse();
        assertThat(prices.allows("GET /v1/orders/{id}", "field", "$.items[*].price"))
                .isFalse();
        assertThat(prices.allows("PUT /v1/orders/{id}", "body", "$.items[*].price"))
                .isFalse();
        assertThat(prices.reason()).isEqualTo("prices with tax");
        assertThat(rules.allowed().get(1).allows("GET /", "field", "x-build")).isTrue();
        assertThat(rules.ignoredFields()).contains("x-node");
        assertThat(rules.ignoredFields()).contains("connection");
        assertThat(rules.ignoredFields()).doesNotContain("date");
        assertThat(rules.idFields()).containsExactly("sku");
        assertThat(rules.messages()).containsExactly(new MessageRule("POST /orders", "shop.Order", null));
        assertThat(rules.latency()).isEqualTo(new LatencyRule(0.9, 1.5, 0.99));
    }

    /** Readers paste the rules of the guides. */
    @ParameterizedTest
    @ValueSource(strings = {"replay.md", "migration.md"})
    void readsRulesOfGuides(String guide) throws IOException, RulesException {
        String page = Files.readString(Path.of("..", "..", "docs", guide));
        List<String> blocks =
                YAML.matcher(page).results().map(block -> block.group(1)).toList();
        assertThat(blocks).isNotEmpty();
        for (String block : blocks) {
            assertThat(read(block).allowed()).isNotEmpty();
        }
    }

    @Test
    void emptyFileHasNoRules() throws IOException, RulesException {
        assertThat(read("# nothing\n")).isEqualTo(Rules.none());
    }

    @Test
    void namesErrors() {
        assertThat(problem("alow: []")).contains("unknown key \"alow\". Tip: the keys are [allow, ");
        assertThat(problem("allow: {}")).contains("allow: is not a list");
        assertThat(problem("allow: [{rout: x}]")).contains("allow[0]: unknown key \"rout\"");
        assertThat(problem("allow: [{kind: header}]")).contains("kind is \"header\", but must be one of");
        assertThat(problem("allow: [{path: 5}]")).contains("path is not a string");
        assertThat(problem("latency: {quantile: 99}")).contains("quantile is 99, but must be a number from");
        assertThat(problem("messages: [{route: /a}]")).contains("must be a method and a template");
        assertThat(problem("allow: [")).contains("is not valid YAML");
        assertThat(problem("- 1")).contains("has no keys");
        assertThat(assertThrows(RulesException.class, () -> RulesFile.read(directory.resolve("none"))))
                .hasMessageThat()
                .contains("cannot be read");
    }
}
