package dev.interlock.processor.declaration.proto;

import dev.interlock.processor.model.proto.Cardinality;
import dev.interlock.processor.model.proto.FieldSchema;
import dev.interlock.processor.model.proto.FieldType;
import dev.interlock.processor.model.proto.MessageSchema;
import dev.interlock.processor.model.proto.ValueType.Form;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Finds the Java types that fit a protobuf field. Describes fields and types for error messages. */
public final class Fitting {
    private Fitting() {}

    /** Returns the Java forms that a value of a field type can have, the simplest first. */
    public static List<Form> forms(FieldType type) {
        return switch (type) {
            case INT32, SINT32, SFIXED32 -> List.of(Form.INT);
            case UINT32, FIXED32 -> List.of(Form.INT, Form.LONG);
            case INT64, SINT64, SFIXED64, UINT64, FIXED64 -> List.of(Form.LONG);
            case FLOAT -> List.of(Form.FLOAT);
            case DOUBLE -> List.of(Form.DOUBLE);
            case BOOL -> List.of(Form.BOOLEAN);
            case STRING -> List.of(Form.CHARACTERS, Form.STRING, Form.SLICE);
            case BYTES -> List.of(Form.SLICE, Form.BYTES);
            case ENUM -> List.of(Form.INT, Form.ENUM);
            case MESSAGE -> List.of(Form.MESSAGE);
        };
    }

    /** Describes the return types that a method of a view can have for a field: {@code RepeatedInt or RepeatedLong}. */
    public static String returned(FieldSchema field) {
        String view = "an interface with @ProtoView(\"" + field.message().orElse("") + "\")";
        if (field.cardinality() == Cardinality.MAP) {
            return "Entries of " + view;
        }
        Stream<String> types = forms(field.type()).stream()
                .map(form -> field.cardinality() == Cardinality.REPEATED
                        ? repeated(form, field, view)
                        : singular(form, field, view));
        return listed(types.toList());
    }

    private static String singular(Form form, FieldSchema field, String message) {
        return switch (form) {
            case CHARACTERS -> "CharSequence";
            case STRING -> "String";
            case SLICE -> "Slice";
            case BYTES -> "byte[]";
            case ENUM -> "an enum with the constants of " + enumName(field);
            case MESSAGE -> message;
            default -> form.name().toLowerCase(Locale.ROOT);
        };
    }

    private static String repeated(Form form, FieldSchema field, String message) {
        return switch (form) {
            case CHARACTERS, STRING, SLICE, BYTES -> "Repeated<" + singular(form, field, message) + ">";
            case ENUM, MESSAGE -> "Repeated of " + singular(form, field, message);
            default ->
                "Repeated" + form.name().charAt(0) + form.name().substring(1).toLowerCase(Locale.ROOT);
        };
    }

    private static String enumName(FieldSchema field) {
        return field.enumeration().map(it -> it.name()).orElse("");
    }

    /**
     * Describes the methods that a writer can have for a field: {@code note(CharSequence), note(String) or
     * note(Slice)}.
     *
     * @param entry message type of the entries if the field is a map
     */
    public static String written(FieldSchema field, Optional<MessageSchema> entry) {
        String name = JavaNames.lowerCamel(field.name());
        String upper = JavaNames.upperCamel(field.name());
        FieldSchema value = entry.flatMap(it -> it.field(MapEntry.VALUE)).orElse(field);
        String key = entry.flatMap(it -> it.field(MapEntry.KEY))
                .map(Fitting::firstType)
                .orElse("");
        if (value.type() == FieldType.MESSAGE) {
            return "begin" + upper + "(" + key + ") and end" + upper + "()";
        }
        if (entry.isPresent()) {
            return name + "(" + key + ", " + firstType(value) + ")";
        }
        List<String> types = forms(field.type()).stream()
                .map(form -> singular(form, field, ""))
                .toList();
        Stream<String> arrays =
                field.cardinality() == Cardinality.REPEATED ? Stream.of(types.get(0) + "[]") : Stream.empty();
        return listed(Stream.concat(types.stream(), arrays)
                .map(type -> name + "(" + type + ")")
                .toList());
    }

    private static String firstType(FieldSchema field) {
        return singular(forms(field.type()).get(0), field, "");
    }

    /** Joins items to a list: {@code a, b or c}. */
    static String listed(List<String> items) {
        int last = items.size() - 1;
        return last < 1 ? String.join("", items) : String.join(", ", items.subList(0, last)) + " or " + items.get(last);
    }

    /**
     * Describes the declaration of a field in the {@code .proto}, including its file and line: {@code "repeated Line
     * lines = 3" at shop.proto:12}.
     *
     * @param entry message type of the entries if the field is a map
     */
    static String declaration(FieldSchema field, Optional<MessageSchema> entry) {
        String type = entry.map(Fitting::mapType).orElseGet(() -> label(field) + typeName(field));
        return "\"" + type + " " + field.name() + " = " + field.number() + "\" at " + field.origin();
    }

    private static String mapType(MessageSchema entry) {
        return entry.fields().stream().map(Fitting::typeName).collect(Collectors.joining(", ", "map<", ">"));
    }

    /** Describes a message type with the file and line of its declaration: {@code shop.Order at shop.proto:3}. */
    public static String place(MessageSchema message) {
        return message.name() + " at " + message.origin();
    }

    private static String label(FieldSchema field) {
        if (field.cardinality() == Cardinality.REPEATED) {
            return "repeated ";
        }
        return field.required() ? "required " : "";
    }

    private static String typeName(FieldSchema field) {
        return switch (field.type()) {
            case MESSAGE -> field.message().orElseThrow();
            case ENUM -> enumName(field);
            default -> field.type().name().toLowerCase(Locale.ROOT);
        };
    }

    /** Lists names in alphabetical order. Shortens a long list, and then adds "and more". */
    public static String some(Stream<String> names) {
        List<String> all = names.sorted().toList();
        int most = 12;
        return all.stream().limit(most).collect(Collectors.joining(", ")) + (all.size() > most ? " and more" : "");
    }
}
