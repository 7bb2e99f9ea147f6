package dev.interlock.processor.diagnostics;

import static com.google.common.truth.Truth.assertThat;
import static com.google.common.truth.Truth.assertWithMessage;

import dev.interlock.processor.ProtoProcessor;
import dev.interlock.processor.RouterProcessor;
import dev.interlock.processor.testing.Compilation;
import dev.interlock.processor.testing.Descriptors;
import dev.interlock.processor.testing.Source;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests mistakes with views and writers beyond the examples of the page. */
class ProtoMistakesTest {
    private static final String OTHERS = """
            @ProtoView("shop.Address") interface AddressView { CharSequence street(); }
            @ProtoView("shop.Line") interface LineView { CharSequence sku(); }
            @ProtoWriter("shop.Address") interface AddressWriter { void street(CharSequence v); }
            @ProtoWriter("shop.Line") interface LineWriter { void sku(CharSequence v); }
            interface Plain {}
            enum Status { UNKNOWN, PAID, SHIPPED, UNRECOGNIZED }
            enum Wrong { CARD, CASH }
            """;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "IL521 | int nope();",
                "IL521 | boolean hasNope();",
                "IL521 | long userID();",
                "IL521 | @ProtoField(\"nope\") int note();",
                "IL522 | int nopeCase();",
                "IL524 | long userId(int i);",
                "IL524 | boolean hasNote(int i);",
                "IL524 | int paymentCase(int i);",
                "IL525 | <T> long userId();",
                "IL526 | int userId();",
                "IL526 | Long userId();",
                "IL526 | void userId();",
                "IL526 | Object note();",
                "IL526 | byte[] note();",
                "IL526 | CharSequence receipt();",
                "IL526 | boolean flags();",
                "IL526 | String status();",
                "IL526 | long status();",
                "IL526 | Wrong note();",
                "IL526 | RepeatedLong quantities();",
                "IL526 | Repeated<Integer> quantities();",
                "IL526 | Repeated<?> tags();",
                "IL526 | Repeated<byte[]> tags();",
                "IL526 | Repeated<String> lines();",
                "IL526 | Entries<String> labels();",
                "IL527 | int quantities();",
                "IL527 | int[] quantities();",
                "IL527 | RepeatedLong userId();",
                "IL527 | Repeated<AddressView> address();",
                "IL527 | java.util.List<String> tags();",
                "IL527 | java.util.Map<String, Long> labels();",
                "IL527 | Repeated<LineView> labels();",
                "IL528 | boolean hasTags();",
                "IL528 | boolean hasLabels();",
                "IL529 | Boolean hasNote();",
                "IL529 | long paymentCase();",
                "IL529 | RepeatedInt paymentCase();",
                "IL529 | String paymentCase();",
                "IL521 | Object copy();",
                "IL521 | AddressView copy();",
                "IL530 | boolean hasNote(); @ProtoField(\"note\") boolean hasText();",
                "IL530 | int paymentCase(); @ProtoField(\"payment\") int paid();",
                "IL531 | V copy(); AddressView address();",
                "IL542 | Wrong paymentCase();",
                "IL542 | Wrong status();",
                "IL551 | Plain address();",
                "IL551 | Repeated<Plain> lines();",
                "IL551 | AddressWriter address();",
                "IL552 | AddressView total();",
                "IL552 | Repeated<AddressView> lines();",
                "IL553 | Entries<LineView> labels();",
                "IL553 | Entries<Plain> labels();",
                "IL526 | Repeated tags();",
            })
    void rejectsView(String code, String methods) {
        assertOnly(code, "@ProtoView(\"shop.NewOrder\") interface V {\n" + methods + "\n}");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "IL521 | W nope(int v);",
                "IL521 | LineWriter beginNope();",
                "IL521 | void endNope();",
                "IL521 | @ProtoField(\"nope\") W note(CharSequence v);",
                "IL524 | W note();",
                "IL524 | W note(String a, String b, String c);",
                "IL524 | W address(AddressWriter v);",
                "IL524 | AddressWriter beginNote();",
                "IL524 | AddressWriter beginAddress(int i);",
                "IL524 | LineWriter beginItems();",
                "IL524 | W endAddress(int i);",
                "IL525 | <T> W note(CharSequence v);",
                "IL526 | W userId(int v);",
                "IL526 | W userId(Long v);",
                "IL526 | W note(Object v);",
                "IL526 | W note(char v);",
                "IL526 | W receipt(String v);",
                "IL526 | W quantities(long[] v);",
                "IL526 | W labels(int k, long v);",
                "IL526 | W labels(String k, int v);",
                "IL526 | W labels(String k, long[] v);",
                "IL527 | W userId(long[] v);",
                "IL527 | W note(String[] v);",
                "IL527 | W labels(long v);",
                "IL527 | W userId(int k, long v);",
                "IL529 | int userId(long v);",
                "IL529 | Object userId(long v);",
                "IL529 | Plain userId(long v);",
                "IL529 | void beginAddress(); W endAddress();",
                "IL529 | AddressWriter beginAddress(); AddressWriter endAddress();",
                "IL530 | W note(CharSequence v); @ProtoField(\"note\") W text(CharSequence v);",
                "IL530 | AddressWriter beginAddress(); W endAddress(); @ProtoField(\"address\") void endIt();",
                "IL542 | W status(Wrong v);",
                "IL551 | Plain beginAddress(); W endAddress();",
                "IL551 | AddressView beginAddress(); W endAddress();",
                "IL552 | LineWriter beginAddress(); W endAddress();",
                "IL552 | AddressWriter beginItems(int k); W endItems();",
                "IL554 | LineWriter beginLines();",
                "IL554 | LineWriter beginItems(int k);",
                "IL555 | void endLines();",
            })
    void rejectsWriter(String code, String methods) {
        assertOnly(code, "@ProtoWriter(\"shop.NewOrder\") interface W {\n" + methods + "\n}");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "IL511 | @ProtoView(\"NewOrder\") interface V {}",
                "IL511 | @ProtoView(\"\") interface V {}",
                "IL512 | @ProtoWriter(\"shop.OrderTotal\") abstract class V {}",
                "IL512 | @ProtoView(\"shop.NewOrder\") @interface V {}",
                "IL513 | @ProtoWriter(\"shop.OrderTotal\") interface V<T> {}",
                "IL514 | final class C { private static final class D { @ProtoView(\"shop.Line\") interface V {} } }",
                "IL517 | final class C { @ProtoField(\"note\") void note() {} }",
                "IL556 | @ProtoWriter(\"shop.Line\") interface V {}",
                "IL561 | final class C { java.util.function.Supplier<LineView> a() { return null; } }",
                "IL561 | final class C { java.util.Optional<LineWriter> a() { return null; } }",
                "IL561 | interface C { java.util.concurrent.Flow.Publisher<Repeated<LineView>> a(); }",
                "IL561 | final class C { java.util.List<java.util.concurrent.Callable<? extends LineView>> a() { return null; } }",
                "IL561 | final class C { static final class D { java.util.concurrent.Future<LineView[]> a() { return null; } } }",
            })
    void rejectsType(String code, String source) {
        assertOnly(code, source);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "final class C { LineView first(Repeated<LineView> lines) { return null; } }",
                "final class C { java.util.List<LineView> all() { return null; } }",
                "final class C { java.util.function.Function<LineView, String> sku() { return null; } }",
                "interface HasNote { @ProtoField(\"note\") CharSequence text(); }",
                "@ProtoView(\"shop.Line\") interface L { @Override String toString(); @Override boolean equals(Object o); }",
                "@ProtoView(\"shop.Line\") interface L { default java.util.List<String> skus() { return null; } }",
            })
    void acceptsCorrectSource(String source) {
        assertThat(compile(source).complaints()).isEmpty();
    }

    @Test
    void reportsAllMistakesAtOnce() {
        Compilation compilation = compile("""

                @ProtoView("shop.NewOrder") interface V {
                  int userId();
                  CharSequence tags();
                }
                @ProtoWriter("shop.NewOrder") interface W {
                  W userId(int v);
                }
                """);
        assertThat(compilation.errors().stream()
                        .map(error -> error.line() + " " + error.text().substring(1, 6)))
                .containsExactly("10 IL526", "11 IL527", "14 IL526");
    }

    @Test
    void reportsInheritedMistakeAtInterface() {
        Compilation library = Compilation.withoutProcessor()
                .compile(Source.of("package lib; public interface HasNote { int note(); }"));
        Compilation compilation = Compilation.with(new ProtoProcessor())
                .descriptors(Descriptors.shop())
                .dependency(library)
                .compile(Source.of("package shop;\n@dev.interlock.annotation.ProtoView(\"shop.NewOrder\")\n"
                        + "interface V extends lib.HasNote {}"));
        assertThat(compilation.errors()).hasSize(1);
        assertThat(compilation.errors().get(0).line()).isEqualTo(2);
        assertThat(compilation.errors().get(0).text()).endsWith("in the class file of HasNote.note()");
    }

    private static void assertOnly(String code, String source) {
        List<Compilation.Complaint> errors = compile(source).errors();
        assertThat(errors).isNotEmpty();
        for (Compilation.Complaint error : errors) {
            assertWithMessage("%s", errors).that(error.text()).startsWith("[" + code + "]");
            assertWithMessage("%s", errors).that(error.line()).isGreaterThan(0L);
        }
    }

    private static Compilation compile(String source) {
        return Compilation.with(new ProtoProcessor(), new RouterProcessor())
                .option("-Xlint:-auxiliaryclass", "-Xlint:-rawtypes")
                .descriptors(Descriptors.shop())
                .compile(Source.of("package shop; import dev.interlock.annotation.*; import dev.interlock.proto.*; "
                        + OTHERS + source));
    }
}
