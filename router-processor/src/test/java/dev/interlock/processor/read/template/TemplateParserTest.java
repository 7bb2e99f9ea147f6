package dev.interlock.processor.read.template;

import static com.google.common.truth.Truth.assertThat;
import static com.google.common.truth.Truth.assertWithMessage;

import dev.interlock.processor.model.Dfa;
import dev.interlock.processor.model.PathTemplate;
import dev.interlock.processor.model.PathTemplate.CatchAll;
import dev.interlock.processor.model.PathTemplate.Constraint;
import dev.interlock.processor.model.PathTemplate.Literal;
import dev.interlock.processor.model.PathTemplate.Segment;
import dev.interlock.processor.model.PathTemplate.Variable;
import dev.interlock.processor.report.Caret;
import dev.interlock.processor.report.Message;
import dev.interlock.processor.report.Problem;
import dev.interlock.processor.report.Problems;
import dev.interlock.processor.testing.AnyPlace;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TemplateParserTest {
    private final Problems problems = new Problems();
    private final TemplateParser parser = new TemplateParser(problems);

    @Test
    void segmentsAreLiterals() {
        assertThat(segments("", "/v1/orders"))
                .containsExactly(new Literal("v1"), new Literal("orders"))
                .inOrder();
    }

    @Test
    void rootIsOneEmptyLiteral() {
        assertThat(segments("", "/")).containsExactly(new Literal(""));
        assertThat(segments("", "")).containsExactly(new Literal(""));
        assertThat(segments("/", "")).containsExactly(new Literal(""));
    }

    @Test
    void slashAtEndIsEmptyLiteral() {
        assertThat(segments("", "/a/"))
                .containsExactly(new Literal("a"), new Literal(""))
                .inOrder();
    }

    @Test
    void baseComesFirst() {
        assertThat(parser.parse("/v1/{shop}", "/orders/{id}", AnyPlace.PLACE).orElseThrow())
                .isEqualTo(new PathTemplate(
                        "/v1/{shop}/orders/{id}",
                        List.of(new Literal("v1"), plain("shop"), new Literal("orders"), plain("id"))));
    }

    @Test
    void ignoresBaseOfOneSlash() {
        assertThat(parser.parse("/", "/a", AnyPlace.PLACE).orElseThrow().text()).isEqualTo("/a");
    }

    @ParameterizedTest
    @CsvSource({
        "{id}, id, '', ''",
        "v{n}, n, v, ''",
        "{name}.json, name, '', .json",
        "{id}:cancel, id, '', :cancel",
        "a{b-c}d, b-c, a, d"
    })
    void readsVariableBetweenFixedTexts(String segment, String name, String prefix, String suffix) {
        assertThat(segments("", "/" + segment)).containsExactly(new Variable(name, prefix, suffix, Optional.empty()));
    }

    @Test
    void catchAllEndsTemplate() {
        assertThat(segments("", "/files/{*rest}"))
                .containsExactly(new Literal("files"), new CatchAll("rest"))
                .inOrder();
    }

    @ParameterizedTest
    @ValueSource(strings = {"[0-9]{2}", "[0-9]+", "a|b", "[}]", "\\}", "[^/{}]+", "(a{2}){3}", "[\\]}]x", "a:b"})
    void patternEndsAtItsBrace(String pattern) {
        Variable variable = (Variable) segments("", "/p{id:" + pattern + "}s").get(0);
        assertThat(variable.prefix()).isEqualTo("p");
        assertThat(variable.suffix()).isEqualTo("s");
        assertThat(variable.constraint().map(Constraint::pattern)).hasValue(pattern);
    }

    @Test
    void patternBecomesMinimalAutomaton() {
        Variable variable = (Variable) segments("", "/{id:[0-9]|[0-9][0-9]*}").get(0);
        Dfa digits = new Dfa(List.of(
                new Dfa.State(false, List.of(new Dfa.Transition('0', '9', 1))),
                new Dfa.State(true, List.of(new Dfa.Transition('0', '9', 1)))));
        assertThat(variable.constraint().map(Constraint::dfa)).hasValue(digits);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/caf\u00e9",
                "/a;b=c",
                "/a:b@c",
                "/~user",
                "/a+b",
                "/*x*",
                "/...",
                "/.well-known",
                "/\ud83d\ude00"
            })
    void literalsArePlainText(String template) {
        assertThat(segments("", template)).containsExactly(new Literal(template.substring(1)));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ' ',
            value = {
                "TEMPLATE_WITHOUT_SLASH 0 orders",
                "TEMPLATE_WITHOUT_SLASH 0 {id}",
                "EMPTY_SEGMENT 1 //",
                "EMPTY_SEGMENT 3 /a//b",
                "UNCLOSED_BRACE 3 /a/{id",
                "UNCLOSED_BRACE 1 /{id/{x}",
                "UNCLOSED_BRACE 1 /{id:[0-9]{2}",
                "UNCLOSED_BRACE 1 /{id:[}",
                "UNCLOSED_BRACE 1 /{*rest",
                "UNCLOSED_BRACE 1 /{a{b}}",
                "UNOPENED_BRACE 2 /a}",
                "UNOPENED_BRACE 5 /{id}}",
                "INVALID_VARIABLE_NAME 2 /{}",
                "INVALID_VARIABLE_NAME 2 /{1a}",
                "INVALID_VARIABLE_NAME 2 /{a.b}",
                "INVALID_VARIABLE_NAME 3 /{*}",
                "INVALID_VARIABLE_NAME 2 /{:a}",
                "TWO_VARIABLES 4 /{a}{b}",
                "TWO_VARIABLES 5 /{a}-{b}",
                "TWO_VARIABLES 4 /{a}{*b}",
                "CATCH_ALL_NOT_LAST 1 /{*rest}/a",
                "CATCH_ALL_NOT_LAST 1 /{*rest}/",
                "CATCH_ALL_WITH_TEXT 2 /a{*rest}",
                "CATCH_ALL_WITH_TEXT 1 /{*rest}a",
                "CATCH_ALL_WITH_TEXT 1 /{*rest}{a}",
                "CATCH_ALL_WITH_PATTERN 7 /{*rest:a}",
                "DOT_SEGMENT 1 /.",
                "DOT_SEGMENT 3 /a/../b",
                "PERCENT_IN_TEMPLATE 2 /a%20b",
                "FORBIDDEN_CHARACTER 2 /a?b=c",
                "FORBIDDEN_CHARACTER 2 /a#b",
                "FORBIDDEN_CHARACTER 5 /{id}?x",
                "DUPLICATE_VARIABLE 6 /{id}/{id}",
                "DUPLICATE_VARIABLE 6 /{id}/{*id}",
                "PATTERN_SYNTAX 5 /{id:*a}",
                "PATTERN_NOT_REGULAR 6 /{id:a(?=b)}",
                "PATTERN_UNSUPPORTED 5 /{id:^a}",
                "PATTERN_TOO_LARGE 5 /{id:a{99999}}",
                "PATTERN_MATCHES_NOTHING 5 /{id:}",
                "PATTERN_MATCHES_NOTHING 5 /{id:a/b}",
                "PATTERN_MATCHES_NOTHING 5 /{id:\\.\\.?}"
            })
    void mistakesHavePositions(Message message, int position, String template) {
        assertThat(parser.parse("", template, AnyPlace.PLACE)).isEmpty();
        assertMistake(message, template, position);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/a b", "/a\tb", "/a\u0000b", "/a\u007fb", "/a\ud800b", "/a\u2003b"})
    void rejectsCharactersThatNoPathShows(String template) {
        assertThat(parser.parse("", template, AnyPlace.PLACE)).isEmpty();
        assertMistake(Message.FORBIDDEN_CHARACTER, template, 2);
    }

    @Test
    void acceptsPatternWithImpossibleText() {
        assertThat(segments("", "/{id:[a/]*}")).hasSize(1);
        assertThat(segments("", "/a{id:\\.}")).hasSize(1);
    }

    @Test
    void rejectsSameNameInBaseAndRoute() {
        assertThat(parser.parse("/{id}", "/{id}", AnyPlace.PLACE)).isEmpty();
        assertMistake(Message.DUPLICATE_VARIABLE, "/{id}/{id}", 6);
    }

    @Test
    void rejectsRouteAfterBaseWithSlash() {
        assertThat(parser.checkBase("/v1/", AnyPlace.PLACE)).isTrue();
        assertThat(parser.parse("/v1/", "/a", AnyPlace.PLACE)).isEmpty();
        assertMistake(Message.EMPTY_SEGMENT, "/v1//a", 4);
    }

    @Test
    void checksBaseAlone() {
        assertThat(parser.checkBase("", AnyPlace.PLACE)).isTrue();
        assertThat(parser.checkBase("/v1", AnyPlace.PLACE)).isTrue();
        assertThat(problems.isEmpty()).isTrue();
        assertThat(parser.checkBase("v1", AnyPlace.PLACE)).isFalse();
        assertMistake(Message.TEMPLATE_WITHOUT_SLASH, "v1", 0);
    }

    @Test
    void rejectsRouteWithoutSlash() {
        assertThat(parser.parse("/v1", "a", AnyPlace.PLACE)).isEmpty();
        assertMistake(Message.TEMPLATE_WITHOUT_SLASH, "a", 0);
    }

    @Test
    void limitsSegments() {
        int most = TemplateScanner.MAX_SEGMENTS;
        assertThat(segments("", "/a".repeat(most))).hasSize(most);
        assertThat(parser.parse("", "/a".repeat(most + 1), AnyPlace.PLACE)).isEmpty();
        assertMistake(Message.TOO_MANY_SEGMENTS, "/a".repeat(most + 1), 0);
    }

    @Test
    void caretStandsBelowCharacter() {
        assertThat(new Caret("/\ud83d\ude00\u0007}", 4).toString()).isEqualTo("\n  /\ud83d\ude00\ufffd}\n     ^");
    }

    private void assertMistake(Message message, String template, int position) {
        assertThat(problems.sorted()).hasSize(1);
        Problem problem = problems.sorted().get(0);
        assertWithMessage(problem.text()).that(problem.message()).isEqualTo(message);
        assertThat(problem.arguments().get(0)).isEqualTo(new Caret(template, position));
    }

    private List<Segment> segments(String base, String text) {
        List<Segment> segments = parser.parse(base, text, AnyPlace.PLACE)
                .map(PathTemplate::segments)
                .orElse(List.of());
        assertThat(problems.sorted()).isEmpty();
        return segments;
    }

    private static Variable plain(String name) {
        return new Variable(name, "", "", Optional.empty());
    }
}
