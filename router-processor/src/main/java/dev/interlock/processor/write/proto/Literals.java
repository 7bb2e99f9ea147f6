package dev.interlock.processor.write.proto;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.TypeName;
import dev.interlock.processor.model.proto.FieldType;

/** Writes default values as Java literals. */
final class Literals {
    private Literals() {}

    /** Returns the type of the constant for a default value. */
    static TypeName type(FieldType type) {
        return switch (type) {
            case INT32, SINT32, SFIXED32, ENUM -> TypeName.INT;
            // An unsigned number of 32 bits needs a long. Accessors that return int cast the constant to int.
            case UINT32, FIXED32, INT64, UINT64, SINT64, FIXED64, SFIXED64 -> TypeName.LONG;
            case FLOAT -> TypeName.FLOAT;
            case DOUBLE -> TypeName.DOUBLE;
            case BOOL -> TypeName.BOOLEAN;
            case STRING, BYTES -> ClassName.get(String.class);
            case MESSAGE -> throw new IllegalArgumentException("messages have no default");
        };
    }

    static CodeBlock of(FieldType type, Object value) {
        if (type(type).equals(TypeName.LONG)) {
            long number = value instanceof Integer bits ? Integer.toUnsignedLong(bits) : (Long) value;
            return number == Long.MIN_VALUE ? CodeBlock.of("$T.MIN_VALUE", Long.class) : CodeBlock.of("$LL", number);
        }
        if (value instanceof Float number) {
            return Float.isFinite(number) ? CodeBlock.of("$LF", number) : special(Float.class, number);
        }
        if (value instanceof Double number) {
            return Double.isFinite(number) ? CodeBlock.of("$LD", number) : special(Double.class, number);
        }
        return value instanceof String text ? text(text) : CodeBlock.of("$L", value);
    }

    /** Returns text as a literal of ASCII characters, which has the same value in every source encoding. */
    static CodeBlock text(String text) {
        StringBuilder literal = new StringBuilder("\"");
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"' || c == '\\') {
                literal.append('\\').append(c);
            } else if (c < ' ') {
                // An octal escape, because the compiler treats a Unicode escape of a line break as the end of the line.
                literal.append(String.format("\\%03o", (int) c));
            } else if (c > '~') {
                literal.append(String.format("\\u%04x", (int) c));
            } else {
                literal.append(c);
            }
        }
        return CodeBlock.of("$L", literal.append('"'));
    }

    private static CodeBlock special(Class<?> type, double number) {
        String name = Double.isNaN(number) ? "NaN" : number > 0 ? "POSITIVE_INFINITY" : "NEGATIVE_INFINITY";
        return CodeBlock.of("$T.$L", type, name);
    }
}
