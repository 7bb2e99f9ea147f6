package dev.interlock.processor.digest;

import static com.google.common.truth.Truth.assertThat;

import dev.interlock.processor.testing.Compilation;
import dev.interlock.processor.testing.Ecj;
import dev.interlock.processor.testing.Source;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import javax.annotation.processing.AbstractProcessor;
import javax.annotation.processing.RoundEnvironment;
import javax.annotation.processing.SupportedAnnotationTypes;
import javax.lang.model.SourceVersion;
import javax.lang.model.element.TypeElement;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Tests that the text of a class does not depend on the compiler, and is the same for its source and its class file.
 */
final class SurfaceTest {
    @TempDir
    private Path folder;

    private static final Source MARKS = Source.of("""
            package shop;

            import jakarta.validation.Constraint;
            import java.lang.annotation.*;

            interface Marks {
              @Retention(RetentionPolicy.SOURCE) @interface OfSource {}

              @Retention(RetentionPolicy.CLASS) @Constraint(validatedBy = {}) @interface OfClass { Class<?>[] value() default {}; }

              @Target(ElementType.TYPE_USE) @Retention(RetentionPolicy.RUNTIME) @interface OfType {}

              @Target({ElementType.FIELD, ElementType.TYPE_USE}) @Retention(RetentionPolicy.RUNTIME) @Constraint(validatedBy = {}) @interface OfBoth {}

              @Target(ElementType.FIELD) @Retention(RetentionPolicy.RUNTIME) @Constraint(validatedBy = {}) @interface OfField {}

              @Target(ElementType.METHOD) @Retention(RetentionPolicy.RUNTIME) @Constraint(validatedBy = {}) @interface OfMethod {}

              @Target(ElementType.PARAMETER) @Retention(RetentionPolicy.RUNTIME) @Constraint(validatedBy = {}) @interface OfParameter {}

              @Target(ElementType.RECORD_COMPONENT) @Retention(RetentionPolicy.RUNTIME) @Constraint(validatedBy = {}) @interface OfComponent {}

              @Repeatable(Many.class) @Retention(RetentionPolicy.RUNTIME) @Constraint(validatedBy = {}) @interface One { String[] value(); long max() default 1; }

              @Retention(RetentionPolicy.RUNTIME) @interface Many { One[] value(); }
            }
            """);

    private static final Source RECORD = Source.of("""
            package shop;

            import shop.Marks.*;
            import jakarta.validation.constraints.*;
            import java.util.*;

            public record Item(
                @OfType String type,
                @OfBoth String both,
                @OfField @OfMethod @OfParameter @OfComponent String each,
                @OfSource @OfClass({List.class, int[].class, Map.Entry.class}) String plain,
                @One("a") @One(value = {"b", "c"}, max = 7) String twice,
                @NotNull @Size(max = 3) List<@OfType @Size(min = 1) String> list,
                @OfField @OfParameter @OfType String @OfType [] array,
                Map<? super Integer, ? extends Object> wild,
                String accessed) {
              @OfField static final String CONSTANT = "";

              public Item {
                Objects.requireNonNull(type);
              }

              @OfMethod @OfClass public String accessed() { return accessed; }

              @AssertTrue boolean isGood() { return true; }
            }
            """);

    private static final Source TEXT = Source.of("""
            package shop;

            record Text(@Marks.OfType @Marks.OfClass String text) {
              static Text of(@Marks.OfType @Marks.OfParameter CharSequence given) { return new Text(given.toString()); }
            }
            """);

    private static final Source COLOR = Source.of("""
            package shop;

            public enum Color implements java.util.function.Supplier<String> {
              @Marks.OfClass RED("r") { @Override public String get() { return "red"; } },
              @Deprecated GREEN("g") { @Override public String get() { return "green"; } };

              @Marks.OfField private final String letter;

              @Marks.OfClass
              Color(String letter) { this.letter = letter; }

              @Marks.OfClass
              public static Color of(String text) { return RED; }

              @Marks.OfMethod
              String letter() { return letter; }
            }
            """);

    private static final Source SHAPE = Source.of("""
            package shop;

            @Marks.OfClass
            public abstract sealed class Shape<T extends Comparable<? super T> & java.io.Serializable, U>
                implements Comparable<Shape<T, U>> permits Shape.Round {
              @Marks.OfField @Marks.OfBoth protected transient volatile int[] sides;

              @Marks.OfClass
              protected final strictfp synchronized <X extends Exception> @Marks.OfType T scale(
                  @Marks.OfParameter final double factor, U[]... more) throws X, java.io.IOException {
                return null;
              }

              public static Shape<?, ?> parse(String text) { return null; }

              static final class Round extends Shape<String, java.util.List<?>> {
                @Override public int compareTo(Shape<String, java.util.List<?>> other) { return 0; }
              }

              class Inner {
                Inner(String text) {}
              }

              static class Nested {
                @Marks.OfClass
                Nested(@Marks.OfType String text) { Runnable code = () -> System.out.println(text); }
              }

              interface Named {
                @Marks.OfMethod default String name() { return ""; }

                @Marks.OfMethod String shortName();

                static Named of(String text) { return null; }

                class Held { Held(String text) {} }
              }
            }
            """);

    private static final Source CHECKER = Source.of("""
            package shop;

            import jakarta.validation.*;
            import jakarta.validation.constraintvalidation.*;
            import java.util.*;

            @SupportedValidationTarget(ValidationTarget.ANNOTATED_ELEMENT)
            class Checker implements Comparable<Checker>, ConstraintValidator<Checker.Checked, Map<String, ? extends int[]>> {
              @Constraint(validatedBy = Checker.class)
              @interface Checked { Marks.OfClass[] parts() default @Marks.OfClass(int.class); }

              Checker() {}

              @Override public boolean isValid(Map<String, ? extends int[]> value, ConstraintValidatorContext context) {
                return true;
              }

              @Override public int compareTo(Checker other) { return 0; }
            }
            """);

    private static final Source[] ALL = {MARKS, RECORD, TEXT, COLOR, SHAPE, CHECKER};

    private static final List<String> NAMES = List.of(
            "shop.Item",
            "shop.Text",
            "shop.Color",
            "shop.Shape",
            "shop.Shape.Round",
            "shop.Shape.Inner",
            "shop.Shape.Nested",
            "shop.Shape.Named",
            "shop.Shape.Named.Held",
            "shop.Checker",
            "shop.Checker.Checked");

    /** A processor that records the texts of classes, and the classes that have a digest. */
    @SupportedAnnotationTypes("*")
    private static final class Recorder extends AbstractProcessor {
        private final List<String> names;
        final Map<String, String> texts = new TreeMap<>();
        final Set<String> sources = new TreeSet<>();

        Recorder(List<String> names) {
            this.names = names;
        }

        @Override
        public SourceVersion getSupportedSourceVersion() {
            return SourceVersion.latestSupported();
        }

        @Override
        public boolean process(Set<? extends TypeElement> annotations, RoundEnvironment round) {
            for (String name : names) {
                TypeElement type = processingEnv.getElementUtils().getTypeElement(name);
                Surface surface = Surface.of(new Lead(type, true, true), Set.of(), new AnnotationUses());
                texts.put(name, surface.text());
                if (surface.isSource()) {
                    sources.add(name);
                }
            }
            return false;
        }
    }

    private static final Source OTHER = Source.of("package shop;\nfinal class Other {}\n");

    private static Compilation javacClasses() {
        Compilation compilation = Compilation.withoutProcessor()
                .without("-parameters")
                .option("-g:none")
                .compile(ALL);
        assertThat(compilation.errors()).isEmpty();
        return compilation;
    }

    private Compilation ecjClasses() throws Exception {
        Compilation compilation =
                new Ecj(folder.resolve("first")).withoutNames().compile(ALL);
        assertThat(compilation.errors()).isEmpty();
        return compilation;
    }

    private static Map<String, String> byJavac(Compilation dependency, List<String> names, Source... sources) {
        Recorder recorder = new Recorder(names);
        Compilation compilation =
                Compilation.with(recorder).dependency(dependency).compile(sources);
        assertThat(compilation.errors()).isEmpty();
        return recorder.texts;
    }

    private Map<String, String> byEcj(Compilation dependency, List<String> names, Source... sources) throws Exception {
        Recorder recorder = new Recorder(names);
        Compilation compilation = new Ecj(folder.resolve("second"), recorder)
                .dependency(dependency)
                .compile(sources);
        assertThat(compilation.errors()).isEmpty();
        return recorder.texts;
    }

    private static final Compilation NONE = new Compilation(List.of(), Map.of(), Map.of(), Map.of());

    private static Map<String, String> expected() {
        return byJavac(NONE, NAMES, ALL);
    }

    @Test
    void javacReadsSameFromJavacClassFiles() {
        assertThat(byJavac(javacClasses(), NAMES, OTHER)).isEqualTo(expected());
    }

    @Test
    void javacReadsSameFromEcjClassFiles() throws Exception {
        assertThat(byJavac(ecjClasses(), NAMES, OTHER)).isEqualTo(expected());
    }

    @Test
    void ecjReadsSameFromSources() throws Exception {
        assertThat(byEcj(NONE, NAMES, ALL)).isEqualTo(expected());
    }

    @Test
    void ecjReadsSameFromJavacClassFiles() throws Exception {
        assertThat(byEcj(javacClasses(), NAMES, OTHER)).isEqualTo(expected());
    }

    @Test
    void ecjReadsSameFromEcjClassFiles() throws Exception {
        assertThat(byEcj(ecjClasses(), NAMES, OTHER)).isEqualTo(expected());
    }

    /** Compares the exact text. It must be the same with every JDK. */
    @Test
    void containsPartsInClassFiles() {
        assertThat(expected().get("shop.Item")).isEqualTo("""
                public RECORD shop.Item<> extends java.lang.Record,\s
                java.lang.String type
                @shop.Marks.OfBoth() java.lang.String both
                @shop.Marks.OfComponent() @shop.Marks.OfField() @shop.Marks.OfMethod() java.lang.String each
                @shop.Marks.OfClass(value = {java.util.List; int[]; java.util.Map.Entry}) java.lang.String plain
                @shop.Marks.One(max = Long 7, value = {1 b; 1 c}) @shop.Marks.One(value = {1 a}) java.lang.String twice
                @jakarta.validation.constraints.NotNull() @jakarta.validation.constraints.Size(max = Integer 3)\
                 java.util.List<java.lang.String> list
                @shop.Marks.OfField() java.lang.String[] array
                java.util.Map<? super java.lang.Integer, ?> wild
                @shop.Marks.OfClass() @shop.Marks.OfMethod() java.lang.String accessed
                <>@jakarta.validation.constraints.AssertTrue() BOOLEAN isGood() throws\s
                static @shop.Marks.OfField() java.lang.String CONSTANT""");
        assertThat(expected().get("shop.Color")).isEqualTo("""
                public ENUM shop.Color<> extends java.lang.Enum<shop.Color>, java.util.function.Supplier<java.lang.String>
                <>@shop.Marks.OfMethod() java.lang.String letter() throws\s
                @shop.Marks.OfClass() RED
                @shop.Marks.OfField() java.lang.String letter by java.lang.String letter
                GREEN""");
        assertThat(expected().get("shop.Checker.Checked")).isEqualTo("""
                @jakarta.validation.Constraint(validatedBy = {shop.Checker})\
                 ANNOTATION_TYPE shop.Checker.Checked<> extends NONE,\s
                public abstract <>shop.Marks.OfClass[] parts() throws\
                  default {@shop.Marks.OfClass(value = {int})}""");
        assertThat(expected().get("shop.Checker")).isEqualTo("""
                @jakarta.validation.constraintvalidation.SupportedValidationTarget(value = {ANNOTATED_ELEMENT})\
                 CLASS shop.Checker<> extends java.lang.Object,\
                 jakarta.validation.ConstraintValidator<shop.Checker.Checked, java.util.Map<java.lang.String, ? extends INT[]>>""");
    }

    private static final Source ORDERS = Source.of("""
            package shop;

            import dev.interlock.annotation.*;
            import jakarta.validation.constraints.*;
            import java.util.*;
            import shop.Marks.*;

            @Controller("/orders") @OfSource
            final class Orders {
              @Get("/{id}") @OfType
              synchronized String find(@Min(1) final long id, @OfType @OfParameter @Query("p") @Default("1") String page) {
                return "";
              }

              @Put @Blocking
              <T extends Exception> List<@OfType String> put(
                  @Params Paging paging, @Query List<@Size(min = 1) String> @OfType [] rest) throws T {
                return List.of();
              }

              @Post
              Set<? extends @Size(max = 3) String> post(@Size(max = 2) @Pattern(regexp = "a") @Pattern(regexp = "b") @Query String text) {
                return Set.of();
              }
            }
            """);

    private static final Source PAGING = Source.of("""
            package shop;

            import dev.interlock.annotation.*;
            import jakarta.validation.constraints.*;
            import java.util.*;
            import shop.Marks.*;

            record Paging(
                @Query @Default("0") @Min(0) int from,
                @Query @OfType @OfBoth String text,
                @Query List<@Size(min = 1) @OfType String> list) {
              Paging {
                Objects.requireNonNull(text);
              }
            }
            """);

    /**
     * Compares only sources, because a class that has a digest is never read from its class file. Both compilers must
     * give the same text, because either of them may compile the class.
     */
    @Test
    void compilersReadSameOfClassWithDigest() throws Exception {
        List<String> names = List.of("shop.Orders", "shop.Paging");
        Map<String, String> expected = byJavac(NONE, names, MARKS, ORDERS, PAGING);
        assertThat(byEcj(NONE, names, MARKS, ORDERS, PAGING)).isEqualTo(expected);
        assertThat(expected.get("shop.Orders")).contains("LONG id, ");
        assertThat(expected.get("shop.Orders"))
                .contains(
                        "java.util.List<@jakarta.validation.constraints.Size(min = Integer 1) java.lang.String>[] rest");
        assertThat(expected.get("shop.Paging")).contains("@shop.Marks.OfType() java.lang.String text");
    }

    @Test
    void compilersKnowDigestByClassFile() throws Exception {
        List<String> names = List.of("shop.Orders", "shop.Paging");
        Compilation classes = Compilation.withoutProcessor().compile(MARKS, ORDERS, PAGING);
        Recorder recorder = new Recorder(names);
        Compilation.with(recorder).dependency(classes).compile(OTHER);
        assertThat(recorder.sources).containsExactlyElementsIn(names);
        recorder = new Recorder(names);
        new Ecj(folder, recorder).dependency(classes).compile(OTHER);
        assertThat(recorder.sources).containsExactlyElementsIn(names);
    }
}
