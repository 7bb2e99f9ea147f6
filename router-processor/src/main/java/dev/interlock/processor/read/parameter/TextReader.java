package dev.interlock.processor.read.parameter;

import dev.interlock.processor.declaration.Binding;
import dev.interlock.processor.model.Parameter;
import dev.interlock.processor.model.Parameter.Mark;
import dev.interlock.processor.model.Parameter.Shape;
import dev.interlock.processor.model.Parameter.Value;
import dev.interlock.processor.read.text.DefaultText;
import dev.interlock.processor.read.text.ValueReader;
import dev.interlock.processor.report.Message;
import dev.interlock.processor.report.Place;
import dev.interlock.processor.runtime.RuntimeAnnotations;
import dev.interlock.processor.runtime.RuntimeNames;
import dev.interlock.processor.source.Annotations;
import dev.interlock.processor.source.Classes;
import dev.interlock.processor.source.Lombok;
import dev.interlock.processor.source.Scope;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.Element;
import javax.lang.model.type.ArrayType;
import javax.lang.model.type.PrimitiveType;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.type.WildcardType;

/**
 * Reads parameters that are bound to text in the request. Determines their types and defaults, and whether a request
 * may omit them.
 */
final class TextReader {
    /** Name of the member of {@code @Path} that allows dot segments. */
    static final String DOT_SEGMENTS = "dotSegments";

    private static final String CONVERTIBLE =
            "use a primitive, String, CharSequence, Slice, UUID, an enum, BigDecimal, BigInteger, java.time, or a type"
                    + " with an accessible static valueOf, of, parse or fromString(String) or a constructor (String)";

    private final Scope scope;
    private final ValueReader values;

    TextReader(Scope scope, ValueReader values) {
        this.scope = scope;
        this.values = values;
    }

    Optional<Parameter> read(Element element, TypeMirror type, Binding binding, String name) {
        Optional<Value> value = values.read(element, type);
        if (value.isEmpty()) {
            reportUnsupported(element, type, binding);
            return Optional.empty();
        }
        Shape shape = value.get().shape();
        if (shape.collects() && !binding.repeats()) {
            scope.report(
                    Message.UNSUPPORTED_COLLECTION,
                    Place.of(element),
                    element.getSimpleName(),
                    Place.describe(type),
                    binding.description());
            return Optional.empty();
        }
        boolean fits = binding == Binding.PATH
                ? isAlwaysThere(element, shape) && refuseDefault(element, binding.description())
                : hasFittingDefault(element, value.get()) && hasNull(element, value.get());
        return fits
                ? Optional.of(new Parameter.Text(
                        element,
                        binding.source().orElseThrow(),
                        name,
                        value.get(),
                        defaultText(element),
                        marks(element)))
                : Optional.empty();
    }

    void reportUnsupported(Element element, TypeMirror type, Binding binding) {
        scope.report(
                Message.UNSUPPORTED_PARAMETER_TYPE,
                Place.of(element),
                element.getSimpleName(),
                Place.describe(type),
                binding.description(),
                tip(values.unwrap(element, type), binding));
    }

    private static String tip(ValueReader.Wrapped wrapped, Binding binding) {
        TypeMirror type = wrapped.type();
        if (Classes.nameOf(type).equals(RuntimeNames.BODY_PART)) {
            return binding == Binding.PART ? "use BodyPart, or a List or Optional of it" : "put @Part on it";
        }
        if (type instanceof WildcardType wildcard) {
            TypeMirror bound = wildcard.getExtendsBound();
            return "write the type without a wildcard" + (bound == null ? "" : ": " + Place.describe(bound));
        }
        if (wrapped.shape().collects() && (type instanceof ArrayType || isCollection(type))) {
            return "name the element type, such as List<String>; a request cannot hold lists of lists";
        }
        boolean isGeneric =
                Classes.of(type).stream().anyMatch(it -> !it.getTypeParameters().isEmpty());
        if (isGeneric) {
            return "use a type without type parameters: a request does not name type arguments";
        }
        return Classes.of(type).filter(Lombok::changes).map(Lombok::tip).orElse(CONVERTIBLE);
    }

    private static boolean isCollection(TypeMirror type) {
        return List.of("java.util.List", "java.util.Set", "java.util.Collection")
                .contains(Classes.nameOf(type));
    }

    /**
     * Checks that an element that is not bound to text has no {@code @Secret}. If it has one, reports the annotation
     * and returns false.
     */
    boolean refuseSecret(Element element, String boundTo) {
        Optional<AnnotationMirror> annotation = Annotations.find(element, RuntimeAnnotations.SECRET);
        annotation.ifPresent(mirror ->
                scope.report(Message.MISPLACED_SECRET, Place.of(element, mirror), element.getSimpleName(), boundTo));
        return annotation.isEmpty();
    }

    /**
     * Checks that an element that cannot have a default has no {@code @Default}. If it has one, reports the annotation
     * and returns false.
     */
    boolean refuseDefault(Element element, String boundTo) {
        Optional<AnnotationMirror> annotation = Annotations.find(element, RuntimeAnnotations.DEFAULT);
        annotation.ifPresent(mirror ->
                scope.report(Message.MISPLACED_DEFAULT, Place.of(element, mirror), element.getSimpleName(), boundTo));
        return annotation.isEmpty();
    }

    private boolean isAlwaysThere(Element element, Shape shape) {
        if (shape == Shape.REQUIRED) {
            return true;
        }
        scope.report(Message.OPTIONAL_PATH_VARIABLE, Place.of(element), element.getSimpleName(), absence(shape));
        return false;
    }

    private boolean hasFittingDefault(Element element, Value value) {
        Optional<AnnotationMirror> annotation = Annotations.find(element, RuntimeAnnotations.DEFAULT);
        if (annotation.isEmpty()) {
            return true;
        }
        Place place = Place.ofMember(element, annotation.get(), "value");
        String text = Annotations.text(annotation.get(), "value");
        if (value.shape() != Shape.REQUIRED && !value.shape().collects()) {
            scope.report(Message.DEFAULT_AND_OPTIONAL, place, element.getSimpleName(), absence(value.shape()));
            return false;
        }
        if (!DefaultText.converts(text, value)) {
            scope.report(
                    Message.DEFAULT_DOES_NOT_CONVERT,
                    place,
                    element.getSimpleName(),
                    text,
                    Place.describe(value.type()),
                    value.shape().collects() && text.indexOf(',') >= 0
                            ? "write one element: a default is never split at commas"
                            : "write a text that a client could send");
            return false;
        }
        return true;
    }

    private boolean hasNull(Element element, Value value) {
        if (value.shape() != Shape.NULLABLE || !(value.type() instanceof PrimitiveType primitive)) {
            return true;
        }
        scope.report(
                Message.NULLABLE_PRIMITIVE,
                Place.of(element),
                element.getSimpleName(),
                Place.describe(primitive),
                scope.types().boxedClass(primitive).getSimpleName());
        return false;
    }

    private static String absence(Shape shape) {
        return shape == Shape.NULLABLE ? "@Nullable" : "Optional";
    }

    private static Set<Mark> marks(Element element) {
        Set<Mark> marks = EnumSet.noneOf(Mark.class);
        if (Annotations.has(element, RuntimeAnnotations.SECRET)) {
            marks.add(Mark.SECRET);
        }
        if (Binding.PATH
                .on(element)
                .filter(it -> Annotations.flag(it, DOT_SEGMENTS))
                .isPresent()) {
            marks.add(Mark.DOT_SEGMENTS);
        }
        return marks;
    }

    private static Optional<String> defaultText(Element element) {
        return Annotations.find(element, RuntimeAnnotations.DEFAULT)
                .map(annotation -> Annotations.text(annotation, "value"));
    }
}
