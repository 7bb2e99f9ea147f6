package dev.interlock.processor.testing.proto;

import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.EnumDescriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Descriptors.OneofDescriptor;
import java.util.List;

/** Returns the Java types of messages, enums and field values. */
final class JavaTypes {
    private final String protoPackage;
    private final Choices choices;

    JavaTypes(Descriptor root, Choices choices) {
        this.protoPackage = root.getFile().getPackage();
        this.choices = choices;
    }

    String view(Descriptor message) {
        return flat(message.getFullName()) + "View";
    }

    String writer(Descriptor message) {
        return flat(message.getFullName()) + "Writer";
    }

    String enumeration(EnumDescriptor type) {
        return flat(type.getFullName());
    }

    String enumeration(OneofDescriptor oneof) {
        return flat(oneof.getFullName()) + "_Case";
    }

    /** Returns a name without dots: the name of the outer message, followed by the name of the nested type. */
    private String flat(String fullName) {
        String within = protoPackage.isEmpty() || !fullName.startsWith(protoPackage + ".")
                ? fullName
                : fullName.substring(protoPackage.length() + 1);
        return within.replace('.', '_');
    }

    Choices choices() {
        return choices;
    }

    boolean declares(FieldDescriptor field) {
        return choices.choose("declares " + field.getFullName(), 5) < 4;
    }

    /** Returns the type of a value in a view. For a repeated field, returns the type of one element. */
    String viewed(FieldDescriptor field) {
        return field.getJavaType() == FieldDescriptor.JavaType.MESSAGE
                ? view(field.getMessageType())
                : scalar(field, "views ");
    }

    /**
     * Returns the parameter type of a value or an element in a writer. For a message, returns the type of its writer.
     */
    String written(FieldDescriptor field) {
        return field.getJavaType() == FieldDescriptor.JavaType.MESSAGE
                ? writer(field.getMessageType())
                : scalar(field, "writes ");
    }

    private String scalar(FieldDescriptor field, String use) {
        List<String> possible = switch (field.getJavaType()) {
            case INT -> isUnsigned(field) ? List.of("int", "long") : List.of("int");
            case LONG -> List.of("long");
            case FLOAT -> List.of("float");
            case DOUBLE -> List.of("double");
            case BOOLEAN -> List.of("boolean");
            case STRING -> List.of("CharSequence", "String", "Slice");
            case BYTE_STRING -> List.of("Slice", "byte[]");
            case ENUM ->
                EnumNames.isPossible(field.getEnumType())
                        ? List.of("int", enumeration(field.getEnumType()))
                        : List.of("int");
            case MESSAGE -> throw new IllegalArgumentException(field.getFullName());
        };
        return possible.get(choices.choose(use + field.getFullName(), possible.size()));
    }

    private static boolean isUnsigned(FieldDescriptor field) {
        return field.getType() == FieldDescriptor.Type.UINT32 || field.getType() == FieldDescriptor.Type.FIXED32;
    }

    /** Returns the type that represents all elements of a repeated field in a view. */
    String repeated(FieldDescriptor field) {
        String element = viewed(field);
        return switch (element) {
            case "int" -> "RepeatedInt";
            case "long" -> "RepeatedLong";
            case "float" -> "RepeatedFloat";
            case "double" -> "RepeatedDouble";
            case "boolean" -> "RepeatedBoolean";
            default -> "Repeated<" + element + ">";
        };
    }

    static boolean isPrimitive(String type) {
        return switch (type) {
            case "int", "long", "float", "double", "boolean" -> true;
            default -> false;
        };
    }

    String caseType(OneofDescriptor oneof) {
        boolean named = EnumNames.isPossible(oneof) && choices.choose("case " + oneof.getFullName(), 2) == 1;
        return named ? enumeration(oneof) : "int";
    }
}
