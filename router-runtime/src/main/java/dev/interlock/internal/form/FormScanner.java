package dev.interlock.internal.form;

import dev.interlock.bytes.Slice;
import dev.interlock.http.HttpException;
import dev.interlock.http.HttpStatus;
import dev.interlock.internal.bytes.Percent;
import dev.interlock.internal.bytes.Utf8;
import dev.interlock.internal.syntax.MediaTypes;

/**
 * Reads {@code application/x-www-form-urlencoded} (WHATWG URL section 5.1), the format of forms and queries, in one
 * pass. Skips pairs with unwanted names, and decodes only values with escapes.
 */
public final class FormScanner {
    private FormScanner() {}

    /**
     * Fills {@code into} with the values of the wanted names.
     *
     * @param in name of the source in problems: {@code query} or {@code form}
     * @throws HttpException 400 for a malformed name, or a malformed value of a wanted name
     */
    public static void scan(byte[] bytes, int from, int to, ReceivedFields into, String in) {
        scan(bytes, from, to, into, in, Integer.MAX_VALUE);
    }

    /**
     * Like {@link #scan(byte[], int, int, ReceivedFields, String)}, for a body.
     *
     * @param most limit on the pairs, including pairs with unwanted names
     * @throws HttpException 413 if the body has more pairs
     */
    public static void scanForm(byte[] bytes, int from, int to, ReceivedFields into, int most) {
        scan(bytes, from, to, into, "form", most);
    }

    private static void scan(byte[] bytes, int from, int to, ReceivedFields into, String in, int most) {
        int left = most;
        int start = from;
        int equals = -1;
        boolean plain = true;
        for (int at = from; at < to; at++) {
            byte value = bytes[at];
            if (value == '&') {
                pair(bytes, start, equals, at, plain, into, in);
                if (--left == 0 && at + 1 < to) {
                    throw tooMany(most);
                }
                start = at + 1;
                equals = -1;
                plain = true;
            } else if (value == '=') {
                equals = equals < 0 ? at : equals;
            } else if (value == '%' || value == '+' || value < 0) {
                plain = false;
            }
        }
        pair(bytes, start, equals, to, plain, into, in);
    }

    private static void pair(
            byte[] bytes, int start, int equals, int end, boolean plain, ReceivedFields into, String in) {
        if (start == end) {
            return;
        }
        int nameEnd = equals < 0 ? end : equals;
        int valueStart = equals < 0 ? end : equals + 1;
        if (plain) {
            int name = into.names().find(bytes, start, nameEnd);
            if (name >= 0) {
                into.add(name, bytes, valueStart, end);
            }
        } else {
            encodedPair(bytes, start, nameEnd, valueStart, end, into, in);
        }
    }

    private static void encodedPair(
            byte[] bytes, int start, int nameEnd, int valueStart, int end, ReceivedFields into, String in) {
        byte[] scratch = into.scratch(end - start);
        int at = into.scratchStart();
        int decodedName = Percent.decodeForm(bytes, start, nameEnd, scratch, at);
        if (decodedName < 0 || !Utf8.isValid(scratch, at, decodedName)) {
            throw malformed(decodedName, "A name", in);
        }
        int name = into.names().find(scratch, at, decodedName);
        if (name < 0) {
            return;
        }
        int decodedValue = Percent.decodeForm(bytes, valueStart, end, scratch, at);
        if (decodedValue < 0 || !Utf8.isValid(scratch, at, decodedValue)) {
            String parameter = into.names().name(name);
            throw malformed(decodedValue, "The value of " + parameter, in).with("parameter", parameter);
        }
        into.addDecoded(name, decodedValue);
    }

    private static HttpException tooMany(int most) {
        return new HttpException(HttpStatus.CONTENT_TOO_LARGE, "The form has more than " + most + " fields.")
                .with("in", "form");
    }

    /**
     * Checks the charset of a form. Only UTF-8 is allowed (WHATWG URL section 5.1).
     *
     * @throws HttpException 415 if the content type names another charset
     */
    public static void requireUtf8(Slice contentType) {
        byte[] bytes = contentType.array();
        int end = contentType.offset() + contentType.length();
        int at = contentType.offset();
        while (at < end && bytes[at] != ';') {
            at++;
        }
        String charset = at == end ? null : MediaTypes.parameter(contentType, "charset");
        if (charset != null && !charset.equalsIgnoreCase("utf-8") && !charset.equalsIgnoreCase("us-ascii")) {
            throw new HttpException(HttpStatus.UNSUPPORTED_MEDIA_TYPE, "The charset of the form is not UTF-8.")
                    .with("in", "form");
        }
    }

    private static HttpException malformed(int decoded, String what, String in) {
        String mistake = decoded < 0 ? "has a malformed percent-escape" : "is not UTF-8";
        return new HttpException(HttpStatus.BAD_REQUEST, what + " in the " + in + " " + mistake + ".").with("in", in);
    }
}
