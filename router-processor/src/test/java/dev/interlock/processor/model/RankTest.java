package dev.interlock.processor.model;

import static com.google.common.truth.Truth.assertThat;

import dev.interlock.processor.read.template.TemplateParser;
import dev.interlock.processor.report.Problems;
import dev.interlock.processor.testing.AnyPlace;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RankTest {
    @Test
    void moreSpecificTemplatesComeFirst() {
        List<String> expected = List.of(
                "/a",
                "/a/b",
                "/a/{x}",
                "/{x:a}",
                "/{x:a}/b",
                "/abc{x}",
                "/ab{x}/a",
                "/a{x}/a",
                "/a{x}/{y}",
                "/{x}/a",
                "/{x}/{y}",
                "/{*x}");
        List<PathTemplate> templates =
                new ArrayList<>(expected.stream().map(RankTest::template).toList());
        for (int seed = 0; seed < 20; seed++) {
            Collections.shuffle(templates, new Random(seed));
            templates.sort(Rank.OF_TEMPLATES);
            assertThat(templates.stream().map(PathTemplate::text))
                    .containsExactlyElementsIn(expected)
                    .inOrder();
        }
    }

    @ParameterizedTest
    @CsvSource({"/a, /b", "/{x}, /{y}", "/{x:a}, /p{y:b}", "/ab{x}, /{x}cd", "/a{x}b, /{y}cd", "/{*x}, /{*y}"})
    void equalRanks(String first, String second) {
        assertThat(Rank.OF_TEMPLATES.compare(template(first), template(second))).isEqualTo(0);
        assertThat(Rank.OF_TEMPLATES.compare(template(second), template(first))).isEqualTo(0);
    }

    private static PathTemplate template(String text) {
        return new TemplateParser(new Problems())
                .parse("", text, AnyPlace.PLACE)
                .orElseThrow();
    }
}
