package dev.interlock.generated.codec;

import static com.google.common.truth.Truth.assertWithMessage;

import dev.interlock.http.RouteInfo;
import dev.interlock.internal.message.EncodedResponse;
import dev.interlock.internal.message.RequestFixture;
import dev.interlock.internal.negotiate.RouteTypes;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Negotiation agrees with {@link NaiveNegotiator} on lists of every kind. */
class NegotiationPropertyTest {
    @Property
    void agreesWithNaiveNegotiator(
            @ForAll("produced") List<String> produced,
            @ForAll("accept") List<String> lines,
            @ForAll("type") String contentType) {
        RouteInfo route = RouteInfo.of(0, "POST", "/", "test.Test.post").produces(produced);
        RequestFixture request = RequestFixture.request("POST", "/").header("Content-Type", contentType);
        lines.forEach(line -> request.header("Accept", line));
        Optional<Integer> expected = NaiveNegotiator.choose(produced, lines, contentType);
        assertWithMessage("%s of %s", lines, produced)
                .that(RouteTypes.of(route).areAcceptedBy(request.head()))
                .isEqualTo(expected.isPresent());
        expected.ifPresent(index -> {
            EncodedResponse response = new EncodedResponse();
            Results.negotiate(request.route(route).begin(), response);
            assertWithMessage("%s of %s for %s", lines, produced, contentType)
                    .that(response.representation())
                    .isEqualTo(index);
        });
    }

    @Provide
    Arbitrary<List<String>> produced() {
        return type().list().uniqueElements().ofMinSize(1).ofMaxSize(4);
    }

    @Provide
    Arbitrary<String> type() {
        return Combinators.combine(Arbitraries.of("a", "b"), Arbitraries.of("x", "y", "z"))
                .as((type, subtype) -> type + "/" + subtype);
    }

    @Provide
    Arbitrary<List<String>> accept() {
        Arbitrary<String> range = Arbitraries.of("*/*", "a/*", "b/*", "a/x", "A/x", "a/Y", "b/z", "b/x", "c/d");
        Arbitrary<String> parameters = Arbitraries.of(
                "",
                "",
                ";q=0",
                ";q=1",
                ";q=0.5",
                "; q=0.500",
                ";q=0.501",
                " ;Q=0.001",
                ";v=1",
                ";v=1;q=0.5",
                ";q=0.2;v=1");
        Arbitrary<String> element = Combinators.combine(range, parameters).as(String::concat);
        Arbitrary<String> separator = Arbitraries.of(",", ", ", " , ", ",,");
        return Combinators.combine(element.list().ofMaxSize(5), separator)
                .as((elements, between) -> String.join(between, elements))
                .list()
                .ofMaxSize(2);
    }
}
