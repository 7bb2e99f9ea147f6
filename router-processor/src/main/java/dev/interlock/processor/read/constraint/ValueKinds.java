package dev.interlock.processor.read.constraint;

import dev.interlock.processor.model.ValueKind;
import dev.interlock.processor.runtime.RuntimeNames;
import dev.interlock.processor.source.Classes;
import dev.interlock.processor.source.Scope;
import java.util.Map;
import java.util.Set;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;

/** Determines the {@link ValueKind} of a type. */
final class ValueKinds {
    private static final Map<String, ValueKind> KNOWN = Map.ofEntries(
            Map.entry("boolean", ValueKind.BOOLEAN),
            Map.entry("byte", ValueKind.BYTE),
            Map.entry("short", ValueKind.SHORT),
            Map.entry("int", ValueKind.INT),
            Map.entry("long", ValueKind.LONG),
            Map.entry("float", ValueKind.FLOAT),
            Map.entry("double", ValueKind.DOUBLE),
            Map.entry("java.lang.Boolean", ValueKind.BOOLEAN),
            Map.entry("java.lang.Byte", ValueKind.BYTE),
            Map.entry("java.lang.Short", ValueKind.SHORT),
            Map.entry("java.lang.Integer", ValueKind.INT),
            Map.entry("java.lang.Long", ValueKind.LONG),
            Map.entry("java.lang.Float", ValueKind.FLOAT),
            Map.entry("java.lang.Double", ValueKind.DOUBLE),
            Map.entry("java.math.BigInteger", ValueKind.BIG_INTEGER),
            Map.entry("java.math.BigDecimal", ValueKind.BIG_DECIMAL),
            Map.entry(RuntimeNames.SLICE, ValueKind.SLICE),
            Map.entry("java.util.Optional", ValueKind.OPTIONAL),
            Map.entry("java.util.OptionalInt", ValueKind.OPTIONAL_INT),
            Map.entry("java.util.OptionalLong", ValueKind.OPTIONAL_LONG),
            Map.entry("java.util.OptionalDouble", ValueKind.OPTIONAL_DOUBLE));

    private static final Set<String> MOMENTS = Set.of(
            "java.time.Instant",
            "java.time.LocalDate",
            "java.time.LocalDateTime",
            "java.time.LocalTime",
            "java.time.MonthDay",
            "java.time.OffsetDateTime",
            "java.time.OffsetTime",
            "java.time.Year",
            "java.time.YearMonth",
            "java.time.ZonedDateTime");

    private final Scope scope;

    ValueKinds(Scope scope) {
        this.scope = scope;
    }

    ValueKind of(TypeMirror type) {
        String name = Classes.nameOf(type);
        ValueKind known = KNOWN.get(name);
        if (known != null) {
            return known;
        }
        if (type.getKind() == TypeKind.ARRAY) {
            return ValueKind.ARRAY;
        }
        if (MOMENTS.contains(name)) {
            return ValueKind.MOMENT;
        }
        if (scope.isSubtype(type, "java.util.Collection")) {
            return ValueKind.COLLECTION;
        }
        if (scope.isSubtype(type, "java.util.Map")) {
            return ValueKind.MAP;
        }
        return scope.isSubtype(type, "java.lang.CharSequence") ? ValueKind.TEXT : ValueKind.OTHER;
    }
}
