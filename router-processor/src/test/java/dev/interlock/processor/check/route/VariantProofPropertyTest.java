package dev.interlock.processor.check.route;

import static com.google.common.truth.Truth.assertWithMessage;

import dev.interlock.processor.model.Codec;
import dev.interlock.processor.model.MediaType;
import dev.interlock.processor.model.PathTemplate;
import dev.interlock.processor.model.Representation;
import dev.interlock.processor.model.Representations;
import dev.interlock.processor.read.template.TemplateParser;
import dev.interlock.processor.report.Problems;
import dev.interlock.processor.testing.AnyPlace;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/**
 * Checks when two routes with the same paths conflict: if some request type is accepted by both, and some response type
 * is produced by both.
 */
class VariantProofPropertyTest {
    private static final List<String> TYPES = List.of("a/x", "a/y", "a/z+json", "b/x", "b/v+json");
    private static final PathTemplate TEMPLATE = new TemplateParser(new Problems())
            .parse("", "/orders", AnyPlace.PLACE)
            .orElseThrow();

    @Property
    void findsExactlyConflicts(@ForAll("routes") List<Candidate> routes) {
        boolean differ = true;
        for (int i = 0; i < routes.size(); i++) {
            for (int j = 0; j < i; j++) {
                differ &= !haveRequestInCommon(routes.get(i), routes.get(j));
            }
        }
        assertWithMessage("%s", routes)
                .that(RouteProof.conflicts(routes).isEmpty())
                .isEqualTo(differ);
    }

    private static boolean haveRequestInCommon(Candidate one, Candidate other) {
        return haveTypeInCommon(one.consumed(), other.consumed()) && haveTypeInCommon(one.produced(), other.produced());
    }

    private static boolean haveTypeInCommon(Representations one, Representations other) {
        return TYPES.stream().anyMatch(type -> has(one, type) && has(other, type));
    }

    private static boolean has(Representations representations, String type) {
        return representations.list().isEmpty()
                || representations.types().stream().anyMatch(range -> isIn(range.toString(), type));
    }

    /**
     * Whether a type is in a range. Uses a regular expression, so that the test does not rely on the code under test.
     */
    private static boolean isIn(String range, String type) {
        return type.matches(range.replace("+", "\\+").replace("*", ".*"));
    }

    @Provide
    Arbitrary<List<Candidate>> routes() {
        Arbitrary<String> type =
                Arbitraries.of("a/x", "a/y", "a/z+json", "b/x", "b/v+json", "a/*", "b/*", "*/*", "a/*+json");
        Arbitrary<Representations> types =
                type.list().uniqueElements().ofMaxSize(2).map(VariantProofPropertyTest::representations);
        return Combinators.combine(types, types)
                .as((consumed, produced) -> new Candidate("POST", TEMPLATE, consumed, produced))
                .list()
                .ofMinSize(2)
                .ofMaxSize(4);
    }

    private static Representations representations(List<String> types) {
        return new Representations(
                types.stream()
                        .map(type -> new Representation(MediaType.of(type), Codec.BYTES))
                        .toList(),
                true);
    }
}
