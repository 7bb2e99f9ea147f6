package dev.interlock.protobuf;

import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Descriptors.FieldDescriptor.JavaType;
import com.google.protobuf.Descriptors.OneofDescriptor;
import dev.interlock.json.JsonProblem;
import dev.interlock.json.JsonScanner;
import dev.interlock.json.UniqueNames;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads the JSON of a message and requires that each member occurs once. The same member can have different names in
 * ProtoJSON: a field has two names, a oneof has the names of all its fields, and a numeric map key has several
 * spellings. The parser of protobuf-java-util accepts some repeated members: two spellings of a map key, and two values
 * of a field if the first is the default value. It uses the last one.
 */
final class ProtobufJsonNames {
    /** Messages whose JSON objects may have any names. */
    private static final Set<String> FREE =
            Set.of("google.protobuf.Any", "google.protobuf.Struct", "google.protobuf.Value");

    private final JsonScanner scanner;
    private final Map<Descriptor, Map<String, FieldDescriptor>> fields = new HashMap<>();

    private ProtobufJsonNames(JsonScanner scanner) {
        this.scanner = scanner;
    }

    /**
     * Reads the next value.
     *
     * @throws dev.interlock.http.HttpException 400 with the place of the first repeated member; also 400 in the same
     *     cases as {@link UniqueNames#skip}
     */
    static void skip(JsonScanner scanner, Descriptor type) {
        new ProtobufJsonNames(scanner).message(type);
    }

    /** Returns the fields of a message by name. Each field has two names. */
    static Map<String, FieldDescriptor> fields(Descriptor type) {
        Map<String, FieldDescriptor> byName = new HashMap<>();
        for (FieldDescriptor field : type.getFields()) {
            byName.put(field.getName(), field);
            byName.put(field.getJsonName(), field);
        }
        return byName;
    }

    private void message(Descriptor type) {
        if (scanner.peek() != '{' || FREE.contains(type.getFullName())) {
            UniqueNames.skip(scanner);
            return;
        }
        Map<String, FieldDescriptor> byName = fields.computeIfAbsent(type, ProtobufJsonNames::fields);
        Set<String> names = new HashSet<>();
        Map<Object, String> members = new HashMap<>();
        scanner.beginObject();
        while (scanner.hasNextName()) {
            String name = nextName(names);
            FieldDescriptor field = byName.get(name);
            if (field == null) {
                UniqueNames.skip(scanner);
            } else {
                requireNew(members, field, name);
                member(field);
            }
        }
        scanner.endObject();
    }

    private String nextName(Set<String> names) {
        scanner.nextName();
        String name = scanner.name();
        if (!names.add(name)) {
            throw JsonProblem.duplicate(scanner);
        }
        return name;
    }

    private void requireNew(Map<Object, String> members, FieldDescriptor field, String name) {
        String other = otherName(members, field, name);
        if (other == null) {
            return;
        }
        if (field.getOptions().getDebugRedact()) {
            scanner.secret();
        }
        throw refused(other);
    }

    /**
     * Returns the name under which the same member occurred before, or null. A null value sets no field, so it does not
     * count as a value of its oneof.
     */
    private @Nullable String otherName(Map<Object, String> members, FieldDescriptor field, String name) {
        if (scanner.peek() == 'n' && !hasNull(field)) {
            return members.get(field);
        }
        String ofField = members.put(field, name);
        OneofDescriptor oneof = field.getContainingOneof();
        return oneof == null ? ofField : members.put(oneof, name);
    }

    /** Whether null is a valid value of the field. */
    private static boolean hasNull(FieldDescriptor field) {
        return switch (field.getJavaType()) {
            case MESSAGE ->
                !field.isRepeated() && field.getMessageType().getFullName().equals("google.protobuf.Value");
            case ENUM ->
                !field.isRepeated() && field.getEnumType().getFullName().equals("google.protobuf.NullValue");
            default -> false;
        };
    }

    private RuntimeException refused(String other) {
        return JsonProblem.refused(
                scanner, "omitted, as " + other + " is present", new IOException("One member has two values"));
    }

    private void member(FieldDescriptor field) {
        int first = scanner.peek();
        if (field.getJavaType() != JavaType.MESSAGE) {
            UniqueNames.skip(scanner);
        } else if (field.isMapField() && first == '{') {
            entries(field.getMessageType());
        } else if (field.isRepeated() && first == '[') {
            scanner.beginArray();
            while (scanner.hasNextElement()) {
                message(field.getMessageType());
            }
            scanner.endArray();
        } else {
            message(field.getMessageType());
        }
    }

    private void entries(Descriptor entry) {
        FieldDescriptor key = entry.findFieldByNumber(1);
        FieldDescriptor value = entry.findFieldByNumber(2);
        Set<String> names = new HashSet<>();
        Map<BigDecimal, String> numbers = new HashMap<>();
        scanner.beginObject();
        while (scanner.hasNextName()) {
            String name = nextName(names);
            if (isNumber(key) && ProtobufJsonScalars.fits(key, name)) {
                String other = numbers.put(new BigDecimal(name).stripTrailingZeros(), name);
                if (other != null) {
                    throw refused(other);
                }
            }
            member(value);
        }
        scanner.endObject();
    }

    private static boolean isNumber(FieldDescriptor key) {
        return key.getJavaType() == JavaType.INT || key.getJavaType() == JavaType.LONG;
    }
}
