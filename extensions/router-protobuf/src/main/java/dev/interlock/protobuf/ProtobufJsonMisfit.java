package dev.interlock.protobuf;

import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Descriptors.FieldDescriptor.JavaType;
import com.google.protobuf.DynamicMessage;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.util.JsonFormat;
import dev.interlock.http.HttpException;
import dev.interlock.json.JsonProblem;
import dev.interlock.json.JsonScanner;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;

/**
 * Finds the place where a text does not fit a message. The parser of protobuf-java-util rejects the text, but does not
 * name the place. The text must be JSON that is not nested too deeply and has each member once.
 */
final class ProtobufJsonMisfit {
    private final JsonScanner scanner;
    private final JsonFormat.Parser parser;
    private final IOException cause;
    private final Map<Descriptor, Map<String, FieldDescriptor>> fields = new HashMap<>();

    private ProtobufJsonMisfit(JsonScanner scanner, JsonFormat.Parser parser, IOException cause) {
        this.scanner = scanner;
        this.parser = parser;
        this.cause = cause;
    }

    /**
     * Searches for the place of the first mistake. Returns normally if this class finds no mistake.
     *
     * @param scanner scanner at the beginning of the text
     * @param cause exception of the parser, for the log
     * @throws HttpException 400 with the place of the first mistake
     */
    static void find(JsonScanner scanner, Descriptor type, JsonFormat.Parser parser, IOException cause) {
        new ProtobufJsonMisfit(scanner, parser, cause).message(type);
    }

    private void message(Descriptor type) {
        switch (type.getFullName()) {
            case "google.protobuf.Value" -> scanner.skip();
            case "google.protobuf.Struct" -> require('{', "an object").skip();
            case "google.protobuf.ListValue" -> require('[', "an array").skip();
            case "google.protobuf.Any" -> {
                require('{', "an object");
                asParsed(type);
            }
            case "google.protobuf.Timestamp", "google.protobuf.Duration", "google.protobuf.FieldMask" -> asParsed(type);
            default -> {
                if (isWrapper(type)) {
                    scalar(type.findFieldByNumber(1));
                } else {
                    object(type);
                }
            }
        }
    }

    private static boolean isWrapper(Descriptor type) {
        return type.getFile().getName().equals("google/protobuf/wrappers.proto");
    }

    /** Lets the parser of protobuf-java-util check a value. Used for types that have a special JSON form. */
    private void asParsed(Descriptor type) {
        try {
            parser.merge(scanner.raw(), DynamicMessage.newBuilder(type));
        } catch (InvalidProtocolBufferException e) {
            throw refused(expected(type));
        }
    }

    private void object(Descriptor type) {
        require('{', "an object").beginObject();
        Map<String, FieldDescriptor> byName = fields.computeIfAbsent(type, ProtobufJsonNames::fields);
        while (scanner.hasNextName()) {
            scanner.nextName();
            FieldDescriptor field = byName.get(scanner.name());
            if (field == null) {
                throw JsonProblem.unknown(scanner);
            }
            if (field.getOptions().getDebugRedact()) {
                scanner.secret();
            }
            member(field);
        }
        scanner.endObject();
    }

    private void member(FieldDescriptor field) {
        if (scanner.isNull()) {
            return;
        }
        if (field.isMapField()) {
            entries(field.getMessageType());
        } else if (field.isRepeated()) {
            elements(field);
        } else {
            value(field);
        }
    }

    private void entries(Descriptor entry) {
        FieldDescriptor key = entry.findFieldByNumber(1);
        FieldDescriptor value = entry.findFieldByNumber(2);
        require('{', "an object").beginObject();
        while (scanner.hasNextName()) {
            scanner.nextName();
            if (!ProtobufJsonScalars.fits(key, scanner.name())) {
                throw JsonProblem.misnamed(scanner, ProtobufJsonScalars.expected(key), cause);
            }
            valueOrNull(value);
        }
        scanner.endObject();
    }

    private void elements(FieldDescriptor field) {
        require('[', "an array").beginArray();
        while (scanner.hasNextElement()) {
            valueOrNull(field);
        }
        scanner.endArray();
    }

    private void valueOrNull(FieldDescriptor field) {
        if (!scanner.isNull()) {
            value(field);
        } else if (!takesNull(field)) {
            throw refused(expected(field));
        }
    }

    private static boolean takesNull(FieldDescriptor field) {
        return switch (field.getJavaType()) {
            case MESSAGE -> field.getMessageType().getFullName().equals("google.protobuf.Value");
            case ENUM -> field.getEnumType().getFullName().equals("google.protobuf.NullValue");
            default -> false;
        };
    }

    private void value(FieldDescriptor field) {
        if (field.getJavaType() == JavaType.MESSAGE) {
            message(field.getMessageType());
        } else {
            scalar(field);
        }
    }

    private void scalar(FieldDescriptor field) {
        int first = scanner.peek();
        boolean isScalar = first != '{' && first != '[' && first != 'n';
        if (!isScalar || !ProtobufJsonScalars.fits(field, scalarText(first))) {
            throw refused(expected(field));
        }
    }

    private String scalarText(int first) {
        return switch (first) {
            case '"' -> scanner.stringValue();
            case 't', 'f' -> scanner.raw();
            default -> scanner.number("a number");
        };
    }

    private static String expected(FieldDescriptor field) {
        return field.getJavaType() == JavaType.MESSAGE
                ? expected(field.getMessageType())
                : ProtobufJsonScalars.expected(field);
    }

    private static String expected(Descriptor type) {
        return switch (type.getFullName()) {
            case "google.protobuf.ListValue" -> "an array";
            case "google.protobuf.Any" -> "an object whose @type is a known message";
            case "google.protobuf.Timestamp" -> "an instant such as 2026-01-31T12:30:00Z";
            case "google.protobuf.Duration" -> "a duration in seconds such as 1.5s";
            case "google.protobuf.FieldMask" -> "a string of names such as name,price.currency";
            default -> isWrapper(type) ? ProtobufJsonScalars.expected(type.findFieldByNumber(1)) : "an object";
        };
    }

    private JsonScanner require(char first, String expected) {
        if (scanner.peek() != first) {
            throw refused(expected);
        }
        return scanner;
    }

    private HttpException refused(String expected) {
        return JsonProblem.refused(scanner, expected, cause);
    }
}
