package dev.interlock.processor.diagnostics;

import static com.google.common.truth.Truth.assertThat;
import static com.google.common.truth.Truth.assertWithMessage;

import dev.interlock.processor.RouterProcessor;
import dev.interlock.processor.testing.Compilation;
import dev.interlock.processor.testing.Source;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests mistakes with bindings beyond the examples of the page. Also tests correct sources that look wrong. */
final class BindingMistakesTest {
    private static final String IMPORTS =
            "package shop; import dev.interlock.annotation.*; import dev.interlock.http.*;"
                    + " import dev.interlock.http.Filter; import java.lang.annotation.*; ";

    private static final String TAG =
            "@FilterBinding(Tags.class) @Retention(RetentionPolicy.RUNTIME) public @interface Tag {"
                    + " String value() default \"\"; }";

    private static final String TAGS =
            "public class Tags implements FilterFactory<Tag> { @Override public Filter create(Tag tag, RouteInfo route)"
                    + " { return new Filter() {}; } }";

    private static Compilation compile(String orders, String... others) {
        List<Source> sources = new ArrayList<>();
        sources.add(Source.of(IMPORTS + "@Controller(\"/orders\") final class Orders {\n" + orders + "\n}"));
        sources.add(Source.of(IMPORTS + "@HttpApp(controllers = Orders.class) final class Api {}"));
        for (String other : others) {
            sources.add(Source.of(IMPORTS + other));
        }
        return Compilation.with(new RouterProcessor())
                .option("-Xlint:-auxiliaryclass")
                .compile(sources.toArray(Source[]::new));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "IL129 | @Get void a() {} @Tag void b() {}",
                "IL129 | @Get void a() {} @OnError @Tag String b(Exception e) { return \"\"; }",
                "IL132 | @Get void a() {} @Tag static class B {}",
                "IL836 | @Get void a() {} @Tag int field;",
                "IL836 | @Get void a() {} @Tag Orders() {}",
                "IL836 | @Get void a() {} @Tag @interface Strict {}",
                "IL836 | @Get void a(@Params R r) {} record R(@Query @Tag int i) {}",
                "IL836 | @Get void a(@Params R r) {} record R(@Query @Tag int i) { R { i++; } }"
            })
    void rejectsUseWithoutEffect(String code, String members) {
        List<Compilation.Complaint> errors = compile(members, TAG, TAGS).errors();
        assertThat(errors).isNotEmpty();
        for (Compilation.Complaint error : errors) {
            assertWithMessage("%s", errors).that(error.text()).startsWith("[" + code + "]");
            assertThat(error.line()).isEqualTo(2);
        }
    }

    @Test
    void bindingOfOverrideReplacesInheritedAnnotations() {
        List<Compilation.Complaint> errors = compile(
                        "@Get(\"/a\") void a() {}",
                        TAG,
                        TAGS,
                        "interface Inherited { @Get void b(); }",
                        "@Controller final class Heir implements Inherited { @Override @Tag public void b() {} }",
                        "@HttpApp(controllers = Heir.class) final class HeirApi {}")
                .errors();
        assertThat(errors).hasSize(1);
        assertThat(errors.get(0).text()).startsWith("[IL133] Heir.b() carries @Tag");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "interface Tags extends FilterFactory<Tag> {}",
                "abstract class Tags implements FilterFactory<Tag> {}",
                "class Tags<T> implements FilterFactory<Tag> { public Filter create(Tag t, RouteInfo r) { return null; } }",
                "class Tags extends Base<Tag> {} abstract class Base<A extends Annotation> implements FilterFactory<A> {"
                        + " public Filter create(A a, RouteInfo r) { return null; } }",
                "class Tags implements FilterFactory<Tag>, Filter { public Filter create(Tag t, RouteInfo r) { return this; } }"
            })
    void acceptsFactory(String factory) {
        assertThat(compile("@Get @Tag(\"x\") void a() {}", TAG, factory).complaints())
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "class Tags {}",
                "class Tags implements FilterFactory<Override> { public Filter create(Override o, RouteInfo r) { return null; } }",
                "class Tags<A extends Annotation> implements FilterFactory<A> {"
                        + " public Filter create(A a, RouteInfo r) { return null; } }",
                "enum Tags {}"
            })
    void rejectsFactory(String factory) {
        List<Compilation.Complaint> errors =
                compile("@Get @Tag(\"x\") void a() {}", TAG, factory).errors();
        assertThat(errors).hasSize(1);
        assertThat(errors.get(0).text()).startsWith("[IL831] @FilterBinding of @Tag names Tags");
        assertThat(errors.get(0).file()).endsWith("Tag.java");
    }

    @Test
    void rejectsUnusedMistake() {
        List<Compilation.Complaint> errors = compile(
                        "@Get void a() {}", "@FilterBinding(String.class) @interface Tag {}")
                .errors();
        assertThat(errors).hasSize(1);
        assertThat(errors.get(0).text()).startsWith("[IL831] @FilterBinding of @Tag names String");
    }

    @ParameterizedTest
    @ValueSource(strings = {"SOURCE", "CLASS"})
    void rejectsOtherRetention(String retention) {
        List<Compilation.Complaint> errors = compile("@Get @Tag void a() {}", TAG.replace("RUNTIME", retention), TAGS)
                .errors();
        assertThat(errors).hasSize(1);
        assertThat(errors.get(0).text()).startsWith("[IL833]");
    }

    @Test
    void namesMistakeInLibrary() {
        Compilation library = Compilation.withoutProcessor()
                .compile(
                        Source.of(IMPORTS + "@FilterBinding(Tags.class) @Retention(RetentionPolicy.RUNTIME)"
                                + " @Repeatable(Tag.List.class) public @interface Tag {"
                                + " @Retention(RetentionPolicy.RUNTIME) @interface List { Tag[] value(); } }"),
                        Source.of(IMPORTS + TAGS));
        assertThat(library.errors()).isEmpty();
        for (String use : List.of("@Tag", "@Tag @Tag")) {
            List<Compilation.Complaint> errors = Compilation.with(new RouterProcessor())
                    .dependency(library)
                    .compile(
                            Source.of(IMPORTS + "@Controller final class Orders { @Get " + use + " void a() {} }"),
                            Source.of(IMPORTS + "@HttpApp(controllers = Orders.class) final class Api {}"))
                    .errors();
            assertWithMessage(use).that(errors).hasSize(1);
            assertThat(errors.get(0).text()).startsWith("[IL832]");
            assertThat(errors.get(0).file()).endsWith("Orders.java");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Class<?> type() default Hidden.class;",
                "Hidden part() default Hidden.A;",
                "Class<?>[] types() default {String.class, Hidden.class};"
            })
    void rejectsHiddenTypeOfMember(String member) {
        String orders = "@Get @Tag void a() {} private enum Hidden { A }"
                + " @FilterBinding(Tags.class) @Retention(RetentionPolicy.RUNTIME) @interface Tag { " + member + " }"
                + " static final class Tags implements FilterFactory<Tag> {"
                + " public Filter create(Tag t, RouteInfo r) { return null; } }";
        List<Compilation.Complaint> errors = compile(orders).errors();
        assertThat(errors).hasSize(1);
        assertThat(errors.get(0).text()).startsWith("[IL835] @Tag of Orders.a() names Hidden");
    }

    @Test
    void bindingOfFilterCountsAsFilterOfCaller() {
        assertThat(compile("@Get @Tag @Roles(\"x\") void a() {}", TAG, TAGS).complaints())
                .isEmpty();
    }
}
