package dev.interlock.processor.read.proto;

import dev.interlock.processor.declaration.proto.JavaNames;
import dev.interlock.processor.declaration.proto.ProtoScope;
import dev.interlock.processor.model.proto.EnumConstants;
import dev.interlock.processor.model.proto.EnumConstants.Constant;
import dev.interlock.processor.model.proto.EnumSchema;
import dev.interlock.processor.model.proto.FieldSchema;
import dev.interlock.processor.model.proto.OneofSchema;
import dev.interlock.processor.report.Nearest;
import dev.interlock.processor.report.Place;
import dev.interlock.processor.report.ProtoMessage;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import javax.lang.model.element.Element;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.TypeElement;

/** Matches Java enums to the enums and oneofs of a {@code .proto}. */
final class EnumReader {
    /** Name of the constant that stands for all unknown numbers, as in enums from protoc. */
    private static final String UNRECOGNIZED = "UNRECOGNIZED";

    private final ProtoScope scope;

    EnumReader(ProtoScope scope) {
        this.scope = scope;
    }

    /**
     * Matches a Java enum to an enum of a {@code .proto}; empty if a mistake was reported. The Java constants have the
     * names in the {@code .proto}, which may begin with the name of the enum. Java constants may omit this prefix. For
     * a view, the Java enum must have all constants. For a writer, it needs only the constants that the application
     * writes.
     */
    Optional<EnumConstants> read(TypeElement type, EnumSchema schema) {
        Map<String, Integer> numbers = new LinkedHashMap<>();
        String prefix =
                JavaNames.upperSnake(schema.name().substring(schema.name().lastIndexOf('.') + 1)) + "_";
        schema.constants().forEach(it -> numbers.put(it.name(), it.number()));
        schema.constants().stream()
                .filter(it -> it.name().startsWith(prefix))
                .forEach(it -> numbers.putIfAbsent(it.name().substring(prefix.length()), it.number()));
        Optional<String> unrecognized = unrecognized(type, schema);
        unrecognized.ifPresent(numbers::remove);
        String declared = schema.name() + " at " + schema.origin();
        Optional<List<Constant>> constants = match(type, numbers, unrecognized, declared);
        if (constants.isEmpty() || (scope.isView() && !isComplete(type, numbers, constants.get(), declared))) {
            return Optional.empty();
        }
        if (scope.isView() && !schema.closed() && unrecognized.isEmpty()) {
            return scope.refuse(ProtoMessage.NO_UNRECOGNIZED, Place.of(type), Place.describe(type), declared);
        }
        return Optional.of(new EnumConstants(type, constants.get(), unrecognized));
    }

    private static Optional<String> unrecognized(TypeElement type, EnumSchema schema) {
        boolean isOrdinary =
                schema.constants().stream().anyMatch(it -> it.name().equals(UNRECOGNIZED));
        return constants(type).stream()
                .map(EnumReader::name)
                .filter(name -> !isOrdinary && name.equals(UNRECOGNIZED))
                .findFirst();
    }

    /**
     * Matches a Java enum to the members of a oneof; empty if a mistake was reported. Each Java constant is the name of
     * a member in capitals. One more constant stands for an unset oneof.
     */
    Optional<EnumConstants> read(TypeElement type, OneofSchema oneof) {
        Map<String, Integer> numbers = new LinkedHashMap<>();
        put(numbers, oneof.name() + "_not_set", 0);
        put(numbers, JavaNames.lowerCamel(oneof.name()) + "_NOT_SET", 0);
        for (int number : oneof.fields()) {
            put(numbers, scope.message().field(number).map(FieldSchema::name).orElseThrow(), number);
        }
        String declared = "oneof " + oneof.name() + " at " + oneof.origin();
        return match(type, numbers, Optional.empty(), declared)
                .filter(constants -> isComplete(type, numbers, constants, declared))
                .map(constants -> new EnumConstants(type, constants, Optional.empty()));
    }

    /**
     * Adds a number under two names: the name with {@code _} between words, and the name that protoc uses in its enums.
     */
    private static void put(Map<String, Integer> numbers, String name, int number) {
        numbers.putIfAbsent(JavaNames.upperSnake(name), number);
        numbers.putIfAbsent(name.toUpperCase(Locale.ROOT), number);
    }

    /**
     * Returns the Java constants with their numbers. If a constant has no number, or has the number of another
     * constant, reports the constant and returns empty.
     */
    private Optional<List<Constant>> match(
            TypeElement type, Map<String, Integer> numbers, Optional<String> unrecognized, String declared) {
        Map<Integer, String> taken = new TreeMap<>();
        boolean fits = true;
        for (Element constant : constants(type)) {
            String name = name(constant);
            if (unrecognized.isPresent() && unrecognized.get().equals(name)) {
                continue;
            }
            Integer number = numbers.get(name);
            if (number == null || taken.putIfAbsent(number, name) != null) {
                fits = false;
                scope.refuse(
                        ProtoMessage.EXTRA_CONSTANT,
                        Place.of(constant),
                        Place.describe(type),
                        name,
                        declared,
                        tipForExtra(name, numbers, taken));
            }
        }
        List<Constant> constants = new ArrayList<>();
        taken.forEach((number, name) -> constants.add(new Constant(name, number)));
        constants.sort(Comparator.comparingInt(Constant::number));
        return fits ? Optional.of(constants) : Optional.empty();
    }

    private static String tipForExtra(String name, Map<String, Integer> numbers, Map<Integer, String> taken) {
        Integer number = numbers.get(name);
        if (number != null) {
            return "remove it: " + number + " is " + taken.get(number);
        }
        List<String> free = numbers.entrySet().stream()
                .filter(it -> !taken.containsKey(it.getValue()))
                .map(Map.Entry::getKey)
                .toList();
        return Nearest.to(name, free).map(it -> "did you mean " + it + "?").orElse("remove it");
    }

    private boolean isComplete(
            TypeElement type, Map<String, Integer> numbers, List<Constant> constants, String declared) {
        Set<Integer> present = constants.stream().map(Constant::number).collect(Collectors.toSet());
        Map<Integer, String> missing = new LinkedHashMap<>();
        numbers.forEach((name, number) -> {
            if (!present.contains(number)) {
                missing.putIfAbsent(number, name);
            }
        });
        if (!missing.isEmpty()) {
            scope.refuse(
                    ProtoMessage.MISSING_CONSTANT,
                    Place.of(type),
                    Place.describe(type),
                    String.join(", ", missing.values()),
                    declared);
        }
        return missing.isEmpty();
    }

    private static List<? extends Element> constants(TypeElement type) {
        return type.getEnclosedElements().stream()
                .filter(element -> element.getKind() == ElementKind.ENUM_CONSTANT)
                .toList();
    }

    private static String name(Element constant) {
        return constant.getSimpleName().toString();
    }
}
