package dev.interlock.generated.bind;

import dev.interlock.bytes.Slice;

/**
 * Parsers of the types of {@code java.lang}, {@code java.math} and this framework. An enum with a switch needs only two
 * classes. With lambdas, the JVM would generate and load a class for each type when a service starts.
 */
enum Scalar implements SliceParser<Object> {
    BOOLEAN,
    BYTE,
    SHORT,
    INTEGER,
    LONG,
    FLOAT,
    DOUBLE,
    CHARACTER,
    STRING,
    CHAR_SEQUENCE,
    SLICE,
    UUID,
    BIG_DECIMAL,
    BIG_INTEGER;

    @Override
    public Object parse(Slice text) {
        return switch (this) {
            case BOOLEAN -> Texts.toBoolean(text);
            case BYTE -> Texts.toByte(text);
            case SHORT -> Texts.toShort(text);
            case INTEGER -> Texts.toInt(text);
            case LONG -> Texts.toLong(text);
            case FLOAT -> Texts.toFloat(text);
            case DOUBLE -> Texts.toDouble(text);
            case CHARACTER -> Texts.toChar(text);
            case STRING -> Texts.toText(text);
            case CHAR_SEQUENCE -> Texts.toChars(text);
            case SLICE -> text;
            case UUID -> Texts.toUuid(Texts.toText(text));
            case BIG_DECIMAL -> Texts.toBigDecimal(text);
            case BIG_INTEGER -> Texts.toBigInteger(text);
        };
    }
}
