package dev.interlock.internal.syntax;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.interlock.bytes.Slice;
import dev.interlock.internal.bytes.Ascii;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Media type or range that a route declares (RFC 9110 section 12.5.1), for example {@code text/plain} or
 * {@code text/*}. This class also allows ranges of types with a suffix (RFC 6838 section 4.2.8), for example
 * {@code application/*+json}, which HTTP itself does not know.
 */
public final class MediaRange {
    private static final byte[] ANY = {'*'};
    private static final byte[] NOTHING = {};

    private final byte[] type;
    private final byte[] subtype;
    private final boolean anyType;
    private final boolean anySubtype;
    /** Suffix of a range such as {@code application/*+json}, with its plus. Empty for any other range or type. */
    private final byte[] suffix;

    private final @Nullable String contentType;

    private MediaRange(byte[] type, byte[] subtype, String parameters) {
        this.type = type;
        this.subtype = subtype;
        anyType = Arrays.equals(type, ANY);
        anySubtype = Arrays.equals(subtype, ANY);
        boolean anyWithSuffix = subtype.length > 2 && subtype[0] == '*' && subtype[1] == '+';
        suffix = anyWithSuffix ? Arrays.copyOfRange(subtype, 1, subtype.length) : NOTHING;
        contentType = anySubtype || anyWithSuffix ? null : this + parameters;
    }

    /** Parses the types that a route reads. */
    public static List<MediaRange> listOf(List<String> texts) {
        List<MediaRange> ranges = new ArrayList<>();
        for (String text : texts) {
            ranges.add(parse(text, ""));
        }
        return List.copyOf(ranges);
    }

    public static MediaRange parse(String text) {
        return parse(text, "");
    }

    /** Parses the types that a route produces. Parameters are sent with the type, but not compared with Accept. */
    public static List<MediaRange> withParameters(List<String> texts) {
        List<MediaRange> ranges = new ArrayList<>();
        for (String text : texts) {
            ranges.add(withParameters(text));
        }
        return List.copyOf(ranges);
    }

    private static MediaRange withParameters(String text) {
        int semicolon = text.indexOf(';');
        return semicolon < 0 ? parse(text, "") : parse(text.substring(0, semicolon), text.substring(semicolon));
    }

    private static MediaRange parse(String text, String parameters) {
        byte[] bytes = text.toLowerCase(Locale.ROOT).getBytes(US_ASCII);
        int slash = text.indexOf('/');
        boolean valid = slash > 0
                && slash + 1 < bytes.length
                && Tokens.isToken(bytes, 0, slash)
                && Tokens.isToken(bytes, slash + 1, bytes.length);
        if (!valid || (bytes[0] == '*' && !text.equals("*/*"))) {
            throw new IllegalArgumentException("'" + text
                    + "' is not a media type. Tip: write type/subtype without parameters, such as text/plain"
                    + " or text/*");
        }
        byte[] subtype = Arrays.copyOfRange(bytes, slash + 1, bytes.length);
        return new MediaRange(Arrays.copyOf(bytes, slash), subtype, parameters);
    }

    /** Returns the value of Content-Type for a response of this type, or null for a range. */
    public @Nullable String contentType() {
        return contentType;
    }

    /** Returns whether a type is in this range. Returns false for a type with wildcards and for a malformed type. */
    public boolean contains(Slice mediaType) {
        byte[] bytes = mediaType.array();
        int from = mediaType.offset();
        int end = from + mediaType.length();
        int slash = Tokens.tokenEnd(bytes, from, end);
        int to = MediaTypes.typeEnd(bytes, from, slash, end);
        return to >= 0
                && !isAny(bytes, from, slash)
                && !isAny(bytes, slash + 1, to)
                && includes(bytes, from, slash, to);
    }

    /** Returns whether the type at the indexes is in this range. The type and its subtype must not be wildcards. */
    boolean includes(byte[] bytes, int from, int slash, int to) {
        return (anyType || Ascii.equalIgnoreCase(bytes, from, slash - from, type))
                && (anySubtype || isSubtype(bytes, slash + 1, to));
    }

    private boolean isSubtype(byte[] bytes, int from, int to) {
        int suffixStart = to - suffix.length;
        return suffix.length > 0
                ? suffixStart > from && Ascii.equalIgnoreCase(bytes, suffixStart, suffix.length, suffix)
                : Ascii.equalIgnoreCase(bytes, from, to - from, subtype);
    }

    /** Returns whether this range and the range at the indexes have a media type in common. */
    public boolean overlaps(byte[] bytes, int from, int slash, int to) {
        boolean sameType =
                anyType || isAny(bytes, from, slash) || Ascii.equalIgnoreCase(bytes, from, slash - from, type);
        return sameType && (anySubtype || isAny(bytes, slash + 1, to) || isSubtype(bytes, slash + 1, to));
    }

    public static boolean isAny(byte[] bytes, int from, int to) {
        return to - from == 1 && bytes[from] == '*';
    }

    @Override
    public String toString() {
        return new String(type, US_ASCII) + "/" + new String(subtype, US_ASCII);
    }
}
