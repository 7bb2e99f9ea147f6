package dev.interlock.processor.read.text;

import dev.interlock.processor.model.Parameter.Conversion;
import dev.interlock.processor.runtime.RuntimeNames;
import dev.interlock.processor.source.Classes;
import dev.interlock.processor.source.Scope;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.util.ElementFilter;

/** Decides how text becomes a value of a type. */
public final class ConversionReader {
    /**
     * Names of the constants of the runtime's {@code Conversion}, by the name of the type that text is converted to.
     */
    public static final Map<String, String> KNOWN = Map.ofEntries(
            Map.entry("boolean", "BOOLEAN"),
            Map.entry("byte", "BYTE"),
            Map.entry("short", "SHORT"),
            Map.entry("int", "INTEGER"),
            Map.entry("long", "LONG"),
            Map.entry("float", "FLOAT"),
            Map.entry("double", "DOUBLE"),
            Map.entry("char", "CHARACTER"),
            Map.entry("java.lang.Boolean", "BOOLEAN"),
            Map.entry("java.lang.Byte", "BYTE"),
            Map.entry("java.lang.Short", "SHORT"),
            Map.entry("java.lang.Integer", "INTEGER"),
            Map.entry("java.lang.Long", "LONG"),
            Map.entry("java.lang.Float", "FLOAT"),
            Map.entry("java.lang.Double", "DOUBLE"),
            Map.entry("java.lang.Character", "CHARACTER"),
            Map.entry("java.lang.String", "STRING"),
            Map.entry("java.lang.CharSequence", "CHAR_SEQUENCE"),
            Map.entry(RuntimeNames.SLICE, "SLICE"),
            Map.entry("java.util.UUID", "UUID"),
            Map.entry("java.math.BigDecimal", "BIG_DECIMAL"),
            Map.entry("java.math.BigInteger", "BIG_INTEGER"),
            Map.entry("java.time.Instant", "INSTANT"),
            Map.entry("java.time.LocalDate", "LOCAL_DATE"),
            Map.entry("java.time.LocalTime", "LOCAL_TIME"),
            Map.entry("java.time.LocalDateTime", "LOCAL_DATE_TIME"),
            Map.entry("java.time.OffsetDateTime", "OFFSET_DATE_TIME"),
            Map.entry("java.time.OffsetTime", "OFFSET_TIME"),
            Map.entry("java.time.ZonedDateTime", "ZONED_DATE_TIME"),
            Map.entry("java.time.Duration", "DURATION"),
            Map.entry("java.time.Period", "PERIOD"),
            Map.entry("java.time.Year", "YEAR"),
            Map.entry("java.time.YearMonth", "YEAR_MONTH"),
            Map.entry("java.time.MonthDay", "MONTH_DAY"),
            Map.entry("java.time.ZoneId", "ZONE_ID"),
            Map.entry("java.time.ZoneOffset", "ZONE_OFFSET"));

    private static final List<String> FACTORIES = List.of("valueOf", "of", "parse", "fromString");

    private final Scope scope;

    ConversionReader(Scope scope) {
        this.scope = scope;
    }

    /** Returns the conversion of text to a type; empty if generated code cannot convert text to this type. */
    Optional<Conversion> read(TypeMirror type) {
        String known = KNOWN.get(Classes.nameOf(type));
        if (known != null) {
            return Optional.of(new Conversion.Known(known));
        }
        if (!(type instanceof DeclaredType declared)
                || !declared.getTypeArguments().isEmpty()) {
            return Optional.empty();
        }
        TypeElement element = (TypeElement) declared.asElement();
        if (!element.getTypeParameters().isEmpty()) {
            return Optional.empty();
        }
        if (element.getKind() == ElementKind.ENUM) {
            return Optional.of(new Conversion.EnumConstant());
        }
        return factory(element).or(() -> constructor(element));
    }

    private Optional<Conversion> factory(TypeElement type) {
        return FACTORIES.stream()
                .filter(name -> ElementFilter.methodsIn(type.getEnclosedElements()).stream()
                        .anyMatch(method -> method.getSimpleName().contentEquals(name) && isFactory(type, method)))
                .findFirst()
                .map(Conversion.Factory::new);
    }

    private boolean isFactory(TypeElement type, ExecutableElement method) {
        return method.getModifiers().contains(Modifier.STATIC)
                && takesString(method)
                && scope.types().isSubtype(method.getReturnType(), type.asType());
    }

    private Optional<Conversion> constructor(TypeElement type) {
        boolean exists = !type.getModifiers().contains(Modifier.ABSTRACT)
                && !Classes.isInner(type)
                && ElementFilter.constructorsIn(type.getEnclosedElements()).stream()
                        .anyMatch(this::takesString);
        return exists ? Optional.of(new Conversion.Constructor()) : Optional.empty();
    }

    private boolean takesString(ExecutableElement method) {
        // Generated code that calls a deprecated method would cause a warning. Developers cannot change generated code.
        return scope.canAccessMember(method)
                && method.getAnnotation(Deprecated.class) == null
                && method.getTypeParameters().isEmpty()
                && method.getThrownTypes().stream().allMatch(scope::isCatchable)
                && method.getParameters().size() == 1
                && Classes.nameOf(method.getParameters().get(0).asType()).equals("java.lang.String");
    }
}
