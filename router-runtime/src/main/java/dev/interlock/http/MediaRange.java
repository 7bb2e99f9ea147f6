package dev.interlock.http;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.interlock.bytes.Ascii;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A media type or range that a route declares (RFC 9110 section 12.5.1), such as {@code text/plain} or {@code text/*}.
 * Also all types with a suffix (RFC 6838 section 4.2.8), such as {@code application/*+json}, for which HTTP has no
 * range.
 */
final class MediaRange {
    private static final byte[] ANY = {'*'};
    private static final byte[] NOTHING = {};

    private final byte[] type;
    private final byte[] subtype;
    private final boolean anyType;
    private final boolean anySubtype;
    /** End of the subtype including its plus; empty if the subtype is complete. */
    private final byte[] suffix;

    private final @Nullable FieldLine contentType;

    private MediaRange(byte[] type, byte[] subtype, String parameters) {
        this.type = type;
        this.subtype = subtype;
        anyType = Arrays.equals(type, ANY);
        anySubtype = Arrays.equals(subtype, ANY);
        boolean anyWithSuffix = subtype.length > 2 && subtype[0] == '*' && subtype[1] == '+';
        suffix = anyWithSuffix ? Arrays.copyOfRange(subtype, 1, subtype.length) : NOTHING;
        contentType = anySubtype || anyWithSuffix ? null : FieldLine.of(HttpHeader.CONTENT_TYPE, this + parameters);
    }

    /** Parses the types that a route reads. */
    static List<MediaRange> listOf(List<String> texts) {
        List<MediaRange> ranges = new ArrayList<>();
        for (String text : texts) {
            ranges.add(parse(text, ""));
        }
        return List.copyOf(ranges);
    }

    static MediaRange parse(String text) {
        return parse(text, "");
    }

    /** Parses the types that a route produces. Parameters are sent with the type, but not compared with Accept. */
    static List<MediaRange> withParameters(List<String> texts) {
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
                    + "' is no media type. Tip: write type/subtype without parameters, such as text/plain or text/*");
        }
        byte[] subtype = Arrays.copyOfRange(bytes, slash + 1, bytes.length);
        return new MediaRange(Arrays.copyOf(bytes, slash), subtype, parameters);
    }

    /** Content-Type of a response of this type; null for a range. */
    @Nullable
    FieldLine contentType() {
        return contentType;
    }

    /** Whether the type at the indexes is in this range. Its type and subtype must not be wildcards. */
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

    /** Whether this range and the range at the indexes have a media type in common. */
    boolean overlaps(byte[] bytes, int from, int slash, int to) {
        boolean sameType =
                anyType || isAny(bytes, from, slash) || Ascii.equalIgnoreCase(bytes, from, slash - from, type);
        return sameType && (anySubtype || isAny(bytes, slash + 1, to) || isSubtype(bytes, slash + 1, to));
    }

    static boolean isAny(byte[] bytes, int from, int to) {
        return to - from == 1 && bytes[from] == '*';
    }

    @Override
    public String toString() {
        return new String(type, US_ASCII) + "/" + new String(subtype, US_ASCII);
    }
}
