package dev.interlock.codec;

import dev.interlock.bytes.Decimals;
import dev.interlock.bytes.Slice;
import dev.interlock.http.HttpException;
import dev.interlock.http.RequestKey;
import dev.interlock.http.RequestScoped;
import dev.interlock.json.JsonProblem;
import dev.interlock.json.JsonProperties;
import dev.interlock.json.JsonScanner;
import dev.interlock.json.JsonShape;
import io.avaje.json.JsonReader;
import io.avaje.json.PropertyNames;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reader of a body for adapters of avaje-jsonb. It follows the declared shape, so it can report missing values, and
 * returns known names without creating strings.
 */
final class JsonbReader implements JsonReader, RequestScoped {
    static final RequestKey<JsonbReader> KEY = RequestKey.of(JsonbReader::new);

    private static final int LEVELS = JsonScanner.MAX_DEPTH + 1;
    private static final String INT = "an integer from -2147483648 to 2147483647";
    private static final String LONG = "an integer from -9223372036854775808 to 9223372036854775807";
    private static final String DOUBLE = "a decimal number of up to 1.7e308";
    private static final String BIG_DECIMAL = "a decimal number of at most 1000 digits";
    private static final String BIG_INTEGER = "an integer of at most 1000 digits";

    private final JsonScanner scanner = new JsonScanner();
    private boolean refusesUnknown;
    /** Of the value that comes, or of the one that was read last. */
    private JsonShape shape = JsonShape.ANY;
    // By depth: of the array or object that is open there.
    private final JsonShape[] shapes = new JsonShape[LEVELS];
    private final int[] nextProperty = new int[LEVELS];
    private final long[] seenProperties = new long[LEVELS];
    private final @Nullable Set<String>[] seenNames = newSets();

    // There are no generic arrays.
    @SuppressWarnings({"unchecked", "rawtypes"})
    private static @Nullable Set<String>[] newSets() {
        return new Set[LEVELS];
    }

    JsonbReader begin(Slice text, JsonShape root, boolean refusesUnknownProperties) {
        shape = root;
        refusesUnknown = refusesUnknownProperties;
        scanner.wrap(text.array(), text.offset(), text.offset() + text.length());
        return this;
    }

    JsonScanner scanner() {
        return scanner;
    }

    /** Response to an exception of an adapter, or of an object that it makes. */
    HttpException refused(RuntimeException cause) {
        for (Throwable each = cause; each != null; each = each.getCause()) {
            if (each instanceof HttpException answer) {
                return answer;
            }
        }
        return JsonProblem.refused(scanner, shape.expected(), cause);
    }

    @Override
    public void beginObject(PropertyNames names) {
        beginObject();
    }

    @Override
    public void beginObject() {
        scanner.beginObject();
        open();
    }

    @Override
    public void beginArray() {
        scanner.beginArray();
        open();
    }

    private void open() {
        int depth = scanner.depth();
        shapes[depth] = shape;
        nextProperty[depth] = 0;
        seenProperties[depth] = 0;
        seenNames[depth] = null;
    }

    @Override
    public boolean hasNextElement() {
        boolean more = scanner.hasNextElement();
        shape = more ? shapes[scanner.depth()].element() : shape;
        return more;
    }

    @Override
    public void endArray() {
        int depth = scanner.depth();
        scanner.endArray();
        shape = shapes[depth];
    }

    @Override
    public boolean hasNextField() {
        return scanner.hasNextName();
    }

    @Override
    public String nextField() {
        scanner.nextName();
        int depth = scanner.depth();
        JsonProperties properties = shapes[depth].properties();
        if (properties == null || properties.isEmpty()) {
            shape = shapes[depth].element();
            return newName(depth);
        }
        int index = properties.find(scanner, nextProperty[depth]);
        if (index == JsonProperties.NONE) {
            shape = JsonShape.ANY;
            return scanner.name();
        }
        long bit = properties.bit(index);
        if ((seenProperties[depth] & bit) != 0) {
            throw JsonProblem.duplicate(scanner);
        }
        seenProperties[depth] |= bit;
        nextProperty[depth] = index + 1;
        shape = properties.shape(index);
        if (properties.isSecret(index)) {
            scanner.secret();
        }
        return properties.name(index);
    }

    private String newName(int depth) {
        String name = scanner.name();
        Set<String> seen = seenNames[depth];
        if (seen == null) {
            seen = new HashSet<>();
            seenNames[depth] = seen;
        }
        if (!seen.add(name)) {
            throw JsonProblem.duplicate(scanner);
        }
        return name;
    }

    @Override
    public void endObject() {
        int depth = scanner.depth();
        scanner.endObject();
        shape = shapes[depth];
        seenNames[depth] = null;
        JsonProperties properties = shape.properties();
        if (properties != null) {
            long missing = properties.required() & ~seenProperties[depth];
            if (missing != 0) {
                int first = properties.first(missing);
                throw JsonProblem.missing(
                        scanner, properties.name(first), properties.shape(first).expected());
            }
        }
    }

    @Override
    public boolean isNullValue() {
        if (scanner.peek() != 'n') {
            return false;
        }
        if (!shape.nullable()) {
            throw scanner.mismatch(shape.expected().isEmpty() ? "a value other than null" : shape.expected());
        }
        return scanner.isNull();
    }

    @Override
    public boolean readBoolean() {
        return scanner.booleanValue();
    }

    @Override
    public int readInt() {
        return (int) scanner.integer(Integer.MIN_VALUE, Integer.MAX_VALUE, INT);
    }

    @Override
    public long readLong() {
        return scanner.integer(Long.MIN_VALUE, Long.MAX_VALUE, LONG);
    }

    @Override
    public double readDouble() {
        double value = Double.parseDouble(number(DOUBLE));
        if (Double.isInfinite(value)) {
            throw scanner.mismatch(DOUBLE);
        }
        return value;
    }

    @Override
    public BigDecimal readDecimal() {
        String number = number(BIG_DECIMAL);
        try {
            return Decimals.parse(number);
        } catch (NumberFormatException e) {
            throw scanner.mismatch(BIG_DECIMAL);
        }
    }

    @Override
    public BigInteger readBigInteger() {
        String number = number(BIG_INTEGER);
        if (number.indexOf('.') >= 0 || number.indexOf('e') >= 0 || number.indexOf('E') >= 0) {
            throw scanner.mismatch(BIG_INTEGER);
        }
        return new BigInteger(number);
    }

    private String number(String expected) {
        String text = scanner.number(expected);
        if (text.length() > Decimals.MAX_DIGITS) {
            throw scanner.mismatch(expected);
        }
        return text;
    }

    @Override
    public String readString() {
        return scanner.stringValue();
    }

    @Override
    public byte[] readBinary() {
        try {
            return Base64.getDecoder().decode(scanner.stringValue());
        } catch (IllegalArgumentException e) {
            throw JsonProblem.refused(scanner, "bytes in Base64", e);
        }
    }

    @Override
    public String readRaw() {
        return scanner.raw();
    }

    @Override
    public Token currentToken() {
        return switch (scanner.peek()) {
            case '{' -> Token.BEGIN_OBJECT;
            case '[' -> Token.BEGIN_ARRAY;
            case '"' -> Token.STRING;
            case 't', 'f' -> Token.BOOLEAN;
            case 'n' -> Token.NULL;
            default -> Token.NUMBER;
        };
    }

    @Override
    public void skipValue() {
        scanner.skip();
    }

    @Override
    public void unmappedField(String fieldName) {
        if (refusesUnknown) {
            throw JsonProblem.unknown(scanner);
        }
    }

    @Override
    public String location() {
        return JsonProblem.location(scanner);
    }

    @Override
    public <T> T unwrap(Class<T> type) {
        return type.cast(scanner);
    }

    @Override
    public void close() {
        scanner.clear();
    }

    @Override
    public void endOfRequest(int retainedBytes) {
        scanner.clear();
        Arrays.fill(seenNames, null);
    }

    @Override
    public int retainedBytes() {
        return 0;
    }
}
