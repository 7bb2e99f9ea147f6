package dev.interlock.jsonb;

import dev.interlock.bytes.Slice;
import dev.interlock.generated.scope.RequestKey;
import dev.interlock.generated.scope.RequestScoped;
import dev.interlock.generated.text.ClientText;
import dev.interlock.generated.validate.MissingMembers;
import dev.interlock.http.HttpException;
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
 * Reader of a body for adapters of avaje-jsonb. The reader compares the body with the declared shape, and records
 * missing members. For a missing value, adapters get null, 0 or false. For a known name, the reader creates no string.
 */
final class JsonbReader implements JsonReader, RequestScoped {
    static final RequestKey<JsonbReader> KEY = RequestKey.of(JsonbReader::new);

    private static final int LEVELS = JsonScanner.MAX_DEPTH + 1;
    /** Maximum number of causes of an exception that are followed. The causes may form a cycle. */
    private static final int MAX_CAUSES = 100;

    private static final String INT = "an integer from -2147483648 to 2147483647";
    private static final String LONG = "an integer from -9223372036854775808 to 9223372036854775807";
    private static final String DOUBLE = "a decimal number of up to 1.7e308";
    private static final String BIG_DECIMAL = "a decimal number of at most 1000 digits";
    private static final String BIG_INTEGER = "an integer of at most 1000 digits";

    private final JsonScanner scanner = new JsonScanner();
    private MissingMembers missing = new MissingMembers();
    private boolean refusesUnknown;
    /** Shape of the next value, or of the last value that was read. */
    private JsonShape shape = JsonShape.ANY;
    // The arrays below have one entry for each depth of nested arrays and objects.
    private final JsonShape[] shapes = new JsonShape[LEVELS];
    private final int[] nextProperty = new int[LEVELS];
    /** Index of the property that was read last. {@link JsonProperties#NONE} if its name is unknown. */
    private final int[] lastProperty = new int[LEVELS];
    /** Index in {@link #seenProperties} of the first word for each depth. */
    private final int[] firstWords = new int[LEVELS + 1];
    /** Number of the subtype of the object. {@link JsonProperties#NONE} if it is unknown. */
    private final int[] subtypes = new int[LEVELS + 1];

    private final @Nullable Set<String>[] seenNames = newSets();
    /**
     * For each depth, a set of the properties that were read. If there are subtypes, a set of the null properties
     * follows.
     */
    private long[] seenProperties = new long[LEVELS];
    /** Number of missing members that were recorded before the object began. */
    private final int[] missingBefore = new int[LEVELS + 1];

    // The cast is needed, because Java has no generic arrays.
    @SuppressWarnings({"unchecked", "rawtypes"})
    private static @Nullable Set<String>[] newSets() {
        return new Set[LEVELS];
    }

    /**
     * Sets the text to read.
     *
     * @param noted receives the missing members
     */
    JsonbReader begin(Slice text, JsonbBinding<?> binding, MissingMembers noted) {
        shape = binding.shape();
        refusesUnknown = binding.refusesUnknown();
        missing = noted;
        missing.clear();
        scanner.wrap(text.array(), text.offset(), text.offset() + text.length());
        return this;
    }

    JsonScanner scanner() {
        return scanner;
    }

    /**
     * Handles an exception of an adapter or constructor. If members of the object are missing, the constructor may have
     * rejected null. In this case, the rest of the text is read without adapters, to find further missing members.
     *
     * @throws HttpException unless members of the object are missing
     */
    void refused(Throwable cause) {
        Throwable each = cause;
        for (int i = 0; each != null && i < MAX_CAUSES; i++) {
            if (each instanceof HttpException problem) {
                throw problem;
            }
            each = each.getCause();
        }
        // The object that has just ended was one level deeper than the current place.
        int depth = scanner.depth() + 1;
        JsonProperties properties = shape.properties();
        boolean isKnown = properties != null && (!properties.hasSubtypes() || subtypes[depth] != JsonProperties.NONE);
        if (!isKnown || missing.count() == missingBefore[depth]) {
            throw JsonProblem.refused(scanner, shape.expected(), cause);
        }
        readRest();
    }

    private void readRest() {
        while (scanner.depth() > 0) {
            if (scanner.isInArray()) {
                if (hasNextElement()) {
                    skipToContents();
                } else {
                    endArray();
                }
            } else if (hasNextField()) {
                nextField();
                skipToContents();
            } else {
                endObject();
            }
        }
    }

    /**
     * If the next value is an object or array, reads its start, so that its first member or element is next. Skips any
     * other value.
     */
    private void skipToContents() {
        if (isNullValue()) {
            return;
        }
        int first = shape == JsonShape.ANY ? JsonScanner.END : scanner.peek();
        if (first == '{') {
            beginObject();
        } else if (first == '[') {
            beginArray();
        } else if (first == '"' && shape == JsonShape.SUBTYPE_NAME) {
            readString();
        } else {
            scanner.skip();
        }
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
        subtypes[depth] = JsonProperties.NONE;
        openSet(depth, shape.properties());
        seenNames[depth] = null;
        lastProperty[depth] = JsonProperties.NONE;
        missingBefore[depth] = missing.count();
    }

    private void openSet(int depth, @Nullable JsonProperties properties) {
        int from = firstWords[depth];
        int count = properties == null ? 0 : properties.words();
        int to = from + (properties != null && properties.hasSubtypes() ? 2 * count : count);
        if (to > seenProperties.length) {
            seenProperties = Arrays.copyOf(seenProperties, 2 * to);
        }
        for (int i = from; i < to; i++) {
            seenProperties[i] = 0;
        }
        firstWords[depth + 1] = to;
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
        lastProperty[depth] = index;
        if (index == JsonProperties.NONE) {
            shape = JsonShape.ANY;
            return properties.isOpen() ? newName(depth) : scanner.name();
        }
        int slot = properties.slot(index);
        int word = firstWords[depth] + slot / Long.SIZE;
        if ((seenProperties[word] & 1L << slot) != 0) {
            throw JsonProblem.duplicate(scanner);
        }
        seenProperties[word] |= 1L << slot;
        nextProperty[depth] = index + 1;
        shape = properties.shape(index, subtypes[depth]);
        if (properties.isSecret(index)) {
            scanner.secret();
        }
        return properties.comparedName(index);
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
            noteMissing(properties, depth);
        }
    }

    private void noteMissing(JsonProperties properties, int depth) {
        int words = properties.words();
        int first = firstWords[depth];
        for (int word = 0; word < words; word++) {
            long required = properties.required(subtypes[depth], word);
            long absent = required & ~seenProperties[first + word];
            long nulls = properties.hasSubtypes() ? required & seenProperties[first + words + word] : 0;
            if ((absent | nulls) != 0) {
                noteMissing(properties, word, absent, nulls);
            }
        }
    }

    private void noteMissing(JsonProperties properties, int word, long absent, long nulls) {
        if (missing.isFull()) {
            missing.addUnlisted();
            return;
        }
        String place = JsonProblem.pointer(scanner, ownNames());
        for (long rest = absent | nulls; rest != 0 && !missing.isFull(); rest &= rest - 1) {
            String pointer = place + "/" + ClientText.pointerToken(properties.ownName(properties.first(word, rest)));
            if ((Long.lowestOneBit(rest) & absent) != 0) {
                missing.addAbsent(pointer);
            } else {
                missing.addNull(pointer);
            }
        }
    }

    @Override
    public boolean isNullValue() {
        return scanner.peek() == 'n' && readNull();
    }

    /** Reads null. Records it if a value is required. */
    private boolean readNull() {
        scanner.isNull();
        if (!shape.nullable()) {
            noteNull();
        } else if (scanner.depth() > 0 && !scanner.isInArray()) {
            keepNull(scanner.depth());
        }
        return true;
    }

    /** Stores that a property is null. The subtype decides later whether this property is missing. */
    private void keepNull(int depth) {
        JsonProperties properties = shapes[depth].properties();
        if (properties != null && properties.hasSubtypes() && lastProperty[depth] != JsonProperties.NONE) {
            int slot = properties.slot(lastProperty[depth]);
            seenProperties[firstWords[depth] + properties.words() + slot / Long.SIZE] |= 1L << slot;
        }
    }

    /**
     * Reads null in place of a required primitive value, and records it. Returns false if the next value is not null.
     */
    private boolean isMissing() {
        if (scanner.peek() != 'n') {
            return false;
        }
        scanner.isNull();
        noteNull();
        return true;
    }

    /** Returns the main name of the property that was read last at each depth. Null if its name is unknown. */
    private @Nullable String[] ownNames() {
        String[] names = new String[LEVELS];
        for (int depth = 1; depth <= scanner.depth(); depth++) {
            JsonProperties properties = shapes[depth].properties();
            if (properties != null && lastProperty[depth] != JsonProperties.NONE) {
                names[depth] = properties.ownName(lastProperty[depth]);
            }
        }
        return names;
    }

    private void noteNull() {
        if (missing.isFull()) {
            missing.addUnlisted();
        } else {
            missing.addNull(JsonProblem.pointer(scanner, ownNames()));
        }
    }

    @Override
    public boolean readBoolean() {
        return !isMissing() && scanner.booleanValue();
    }

    @Override
    public int readInt() {
        return isMissing() ? 0 : (int) scanner.integer(Integer.MIN_VALUE, Integer.MAX_VALUE, INT);
    }

    @Override
    public long readLong() {
        return isMissing() ? 0 : scanner.integer(Long.MIN_VALUE, Long.MAX_VALUE, LONG);
    }

    @Override
    public double readDouble() {
        if (isMissing()) {
            return 0;
        }
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
            return ClientText.parseDecimal(number);
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
        if (text.length() > ClientText.MAX_DIGITS) {
            throw scanner.mismatch(expected);
        }
        return text;
    }

    @Override
    public String readString() {
        String text = scanner.stringValue();
        if (shape == JsonShape.SUBTYPE_NAME) {
            choose(scanner.depth(), text);
        }
        return text;
    }

    private void choose(int depth, String subtype) {
        JsonProperties properties = shapes[depth].properties();
        subtypes[depth] = properties == null ? JsonProperties.NONE : properties.subtype(subtype);
    }

    // The annotation suppresses warnings about null: adapters accept null, because other readers also return it.
    @SuppressWarnings("NullAway")
    @Override
    public byte[] readBinary() {
        if (isNullValue()) {
            return null;
        }
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
