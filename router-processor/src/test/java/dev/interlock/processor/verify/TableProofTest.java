package dev.interlock.processor.verify;

import static com.google.common.truth.Truth.assertThat;
import static com.google.common.truth.Truth.assertWithMessage;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Plants one error in each kind of entry of the tables. */
final class TableProofTest {
    private static final RandomRoutes SHOP = RandomRoutes.of(List.of(
            "0/v1/orders",
            "0/v1/orders/new",
            "0/v1/orders/{:[0-9]+}",
            "0/v1/orders/{:[a-m]+}",
            "0/v1/orders/{}",
            "0/v1/orders/{}/lines",
            "0/v1/orders/{}/lines/{}",
            "0/v1/reports/v{}.json",
            "0/v1/reports/annual-summary-of-all-orders",
            "0/v1/reports/{}",
            "0/v1/users/",
            "2/v1/orders",
            "2/v1/users/{}",
            "2/v1/users/{}:cancel",
            "0/{*}"));

    private static Optional<String> difference(RandomRoutes routes, String text) {
        try {
            return routes.proof(text).difference();
        } catch (MalformedTables e) {
            return Optional.of(String.valueOf(e.getMessage()));
        }
    }

    @Test
    void provesTablesOfShop() {
        assertThat(difference(SHOP, SHOP.text())).isEmpty();
    }

    /**
     * Replaces the first match of a pattern in the text of the tables. The reported difference must end with an example
     * of a path.
     */
    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                // Columns: kind of entry; pattern; replacement; expected text of the difference.
                "methods; (?m)^table 3; table 2; a class does not have one row for each method",
                "depth; (?m)^table 3 5$; table 3 4; a row does not have one tree for each number of segments",
                "beginning; lead %2Fv1%2F; lead %2Fv2%2F; leads to ",
                "keys' seed; (?m)^(lead \\S+ \\d \\d+) \\d+$; $1 0; the keys of two classes share a slot",
                "accepting state; dfa (\\S*)\\|\\*; dfa $1|; GET /v1/orders/0 leads to",
                "rejecting state; dfa ([^*|]); dfa *$1; the tables have a different pattern for",
                "first of a range; 30-39; 31-39; GET /v1/orders/0 leads to",
                "last of a range; 30-39; 30-3a; GET /v1/orders/: leads to",
                "target of a range; 61-6d>1\\|; 61-6d>0|; leads to",
                "text of a pattern; /v\\{}; /w{}; leads to",
                "variable of a pattern; (?m)^(route.*)/v\\{}.json; $1/{}; leads to",
                "constraint of a pattern; orders/\\{0}; orders/{1}; leads to",
                "route of a list; (?m)^list 2 3 4; list 3 4; leads to",
                "order of a list; (?m)^list 2 3 4; list 2 4 3; leads to",
                "segment of a node; (?m)^node 2 2; node 1 1; leads to",
                "text of a node; new\\|new=; neu|neu=; leads to",
                "target of a text; new\\|new=(r|l)\\d+; new|new=-; leads to",
                "seed of a node; \\d+ r14 v1\\|reports=n; 0 r14 v1|reports=n; two texts of a node share a slot",
                "seed of one slot; (?m)^(node \\d \\d 0) 0; $1 1; a seed is out of range",
                "other texts of a node; r14 orders\\|lines; - orders|lines; leads to",
                "tree of a row; (?m)^row - r14; row - -; leads to",
                "key of a class; class orders; class orderd; leads to",
                "row of a class; class orders 5; class orders 1; leads to",
                "missing place; r14 orders\\|lines; n99 orders|lines; the table has no such place",
                "node that leads back; r14 orders\\|lines=r5; n4 orders|lines=r5; a node leads back to itself"
            })
    void findsErrorOfEachKind(String kind, String pattern, String replacement, String expected) {
        String text = SHOP.text().replace("\n ", " ");
        Matcher matcher = Pattern.compile(pattern).matcher(text);
        assertWithMessage("no %s in\n%s", kind, text).that(matcher.find()).isTrue();
        String changed = matcher.replaceFirst(replacement);
        assertThat(changed).isNotEqualTo(text);
        assertWithMessage(changed)
                .that(difference(SHOP, changed).orElse("equal"))
                .contains(expected);
    }

    @Test
    void acceptsAnyOrderOfTextsWithOneRank() {
        String changed = SHOP.text().replace("list 2 3 4", "list 3 2 4");
        assertThat(changed).isNotEqualTo(SHOP.text());
        assertThat(difference(SHOP, changed)).isEmpty();
    }

    @Test
    void findsErrorBehindSharedSlot() {
        List<String> shapes = new ArrayList<>();
        IntStream.range(0, 300).forEach(i -> shapes.add("0/s" + i));
        RandomRoutes routes = RandomRoutes.of(shapes);
        String text = routes.text().replace("\n ", " ");
        assertThat(difference(routes, text)).isEmpty();
        String gone = text.replaceFirst(" \\d+~n\\d+", "");
        assertThat(gone).isNotEqualTo(text);
        assertThat(difference(routes, gone).orElse("equal")).contains("leads to no route, but the routes say GET /s");
        String elsewhere = text.replaceFirst("(\\d+~n)\\d+ (\\d+~n)(\\d+)", "$1$3 $2$3");
        assertThat(elsewhere).isNotEqualTo(text);
        assertThat(difference(routes, elsewhere).orElse("equal"))
                .contains("leads to no route, but the routes say GET /s");
    }

    @Test
    void reportsProof() throws MalformedTables {
        String report = SHOP.proof(SHOP.text()).report();
        assertThat(report).startsWith("The dispatch tables of shop.Api are equal to its routes.\n\nroutes     15\n");
        assertThat(report).contains("  [0-9]+  states 2, pairs of states 3\n");
        assertThat(report).contains("""
                  GET /v1/orders/{p0:[0-9]+} | GET /v1/orders/{p0:[a-m]+}
                    disjoint: no text of segment 3 is both a text of [0-9]+ and a text of [a-m]+
                """);
        assertThat(report).contains("""
                  POST /v1/users/{p0}:cancel | POST /v1/users/{p0}
                    rank decides at segment 3: any text between "" and ":cancel" goes before any text
                """);
        assertThat(SHOP.proof(SHOP.text()).report()).isEqualTo(report);
    }
}
