package dev.interlock.processor.read.proto;

import static com.google.common.truth.Truth.assertThat;

import dev.interlock.processor.model.proto.MessageWriter;
import dev.interlock.processor.model.proto.MessageWriter.Mutator;
import dev.interlock.processor.model.proto.ValueType;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Tests the models of writers. */
class WriterReaderTest {
    private static final String OTHERS = """
            @ProtoWriter("shop.Line") interface LineWriter { void sku(String v); }
            enum Status { PAID }
            """;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "W userId(long v);                 | Value user_id LONG",
                "void user_id(long v);             | Value user_id LONG",
                "@ProtoField(\"user_id\") W id(long v); | Value user_id LONG",
                "W note(CharSequence v);           | Value note CHARACTERS",
                "W note(Slice v);                  | Value note SLICE",
                "W quantities(int v);              | Value quantities INT",
                "W quantities(int... v);           | Values quantities INT",
                "W tags(String[] v);               | Values tags STRING",
                "W status(Status v);               | Value status ENUM",
                "W status(int v);                  | Value status INT",
                "W receipt(byte[] v);              | Value receipt BYTES",
                "W flags(long v);                  | Value flags LONG",
                "W labels(String k, long v);       | Entry labels STRING LONG",
                "LineWriter beginLines(); W endLines(); | Begin lines LineWriter, End lines",
                "LineWriter begin_lines(); void end_lines(); | Begin lines LineWriter, End lines",
                "LineWriter beginItems(int k); W endItems(); | Begin items INT LineWriter, End items",
                "@ProtoField(\"lines\") LineWriter beginRow(); @ProtoField(\"lines\") void endRow();"
                        + " | Begin lines LineWriter, End lines",
            })
    void readsMethods(String methods, String expected) {
        assertThat(describe(methods)).isEqualTo(expected);
    }

    @Test
    void acceptsEnumWithoutUnwrittenConstant() {
        Mutator status = last("@ProtoWriter(\"shop.NewOrder\") interface W { void status(Status v); }")
                .methods()
                .get(0);
        var constants = ((MessageWriter.Value) status).type().constants().orElseThrow();
        assertThat(constants.constants().toString()).isEqualTo("[Constant[name=PAID, number=1]]");
    }

    @Test
    void inheritedMethodsReturnTypeArgument() {
        MessageWriter writer = last("""
                interface HasNote<T> { T note(CharSequence v); HasNote<T> userId(long v); }
                @ProtoWriter("shop.NewOrder") interface W extends HasNote<W> { W flags(int v); }
                """);
        assertThat(writer.methods().stream()
                        .map(it -> it.method().getSimpleName().toString()))
                .containsExactly("note", "userId", "flags")
                .inOrder();
    }

    @Test
    void entryHasWireTypesOfKeyAndValue() {
        Mutator labels = last("@ProtoWriter(\"shop.NewOrder\") interface W { void labels(String k, long v); }")
                .methods()
                .get(0);
        assertThat(((MessageWriter.Entry) labels).entry().name()).isEqualTo("shop.NewOrder.LabelsEntry");
    }

    private static String describe(String methods) {
        return String.join(
                ", ",
                last("@ProtoWriter(\"shop.NewOrder\") interface W { " + methods + " }").methods().stream()
                        .map(WriterReaderTest::describe)
                        .toList());
    }

    private static MessageWriter last(String source) {
        List<MessageWriter> writers = Reading.of(OTHERS + source).writers();
        return writers.get(writers.size() - 1);
    }

    private static String describe(Mutator mutator) {
        return switch (mutator.getClass().getSimpleName()) {
            case "Value" ->
                text(
                        mutator,
                        ((MessageWriter.Value) mutator).field().name(),
                        form(((MessageWriter.Value) mutator).type()));
            case "Values" ->
                text(
                        mutator,
                        ((MessageWriter.Values) mutator).field().name(),
                        form(((MessageWriter.Values) mutator).type()));
            case "Entry" -> entry((MessageWriter.Entry) mutator);
            case "Begin" -> begin((MessageWriter.Begin) mutator);
            default -> text(mutator, ((MessageWriter.End) mutator).field().name());
        };
    }

    private static String entry(MessageWriter.Entry entry) {
        return text(entry, entry.field().name(), form(entry.key()), form(entry.value()));
    }

    private static String begin(MessageWriter.Begin begin) {
        Stream<String> key = begin.key().map(WriterReaderTest::form).stream();
        Stream<String> nested = Stream.of(begin.nested().getSimpleName().toString());
        return text(
                begin,
                Stream.concat(Stream.of(begin.field().name()), Stream.concat(key, nested))
                        .toArray(String[]::new));
    }

    private static String form(ValueType type) {
        return type.form().toString();
    }

    private static String text(Mutator mutator, String... parts) {
        return mutator.getClass().getSimpleName() + " " + String.join(" ", parts);
    }
}
