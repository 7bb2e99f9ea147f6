package dev.interlock.internal.form;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.interlock.bytes.Slice;
import dev.interlock.http.BodyPart;
import dev.interlock.http.HttpException;
import dev.interlock.http.HttpHeader;
import dev.interlock.http.HttpStatus;
import dev.interlock.internal.bytes.Ascii;
import dev.interlock.internal.bytes.Utf8;
import dev.interlock.internal.syntax.MediaTypes;
import dev.interlock.internal.syntax.Tokens;
import java.nio.charset.Charset;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Head of a part (RFC 7578 section 4). Only the fields Content-Disposition and Content-Type are used.
 * Content-Transfer-Encoding must be an identity coding (section 4.7). Other fields are ignored (section 4.8).
 *
 * @param fileName file name as in {@link BodyPart#fileName}; empty if the user has chosen no file
 * @param charset charset of the text, or null for UTF-8 and for other content
 */
record PartHead(
        String name,
        @Nullable String fileName,
        String contentType,
        @Nullable Charset charset) {
    private static final int MOST_NAME = 256;

    private static final byte[] DISPOSITION = ascii(HttpHeader.CONTENT_DISPOSITION);
    private static final byte[] TYPE = ascii(HttpHeader.CONTENT_TYPE);
    private static final byte[] ENCODING = ascii("content-transfer-encoding");
    private static final byte[] FORM_DATA = ascii("form-data");

    private static byte[] ascii(String text) {
        return text.getBytes(US_ASCII);
    }

    /**
     * Parses the lines of a head, each with its CRLF.
     *
     * @throws HttpException 400 for a head that RFC 7578 does not allow
     */
    static PartHead read(byte[] bytes, int from, int to) {
        Slice disposition = null;
        Slice type = null;
        int start = from;
        while (start < to) {
            int end = lineEnd(bytes, start, to);
            int colon = Tokens.tokenEnd(bytes, start, end);
            if (colon == start || colon == end || bytes[colon] != ':') {
                throw malformed("has a line that is not a header field");
            }
            Slice value = value(bytes, colon + 1, end);
            if (Ascii.equalIgnoreCase(bytes, start, colon - start, DISPOSITION)) {
                disposition = once(disposition, value);
            } else if (Ascii.equalIgnoreCase(bytes, start, colon - start, TYPE)) {
                type = once(type, value);
            } else if (Ascii.equalIgnoreCase(bytes, start, colon - start, ENCODING)) {
                checkEncoding(value);
            }
            start = end + 2;
        }
        return of(disposition, type);
    }

    private static int lineEnd(byte[] bytes, int from, int to) {
        for (int at = from; at < to; at++) {
            if (bytes[at] == '\r' && at + 1 < to && bytes[at + 1] == '\n') {
                return at;
            }
            boolean control = (bytes[at] >= 0 && bytes[at] < ' ' && bytes[at] != '\t') || bytes[at] == 0x7f;
            if (control) {
                throw malformed("has a control character");
            }
        }
        throw malformed("is not complete");
    }

    private static Slice value(byte[] bytes, int from, int to) {
        int start = Tokens.skipWhitespace(bytes, from, to);
        int end = to;
        while (end > start && (bytes[end - 1] == ' ' || bytes[end - 1] == '\t')) {
            end--;
        }
        return new Slice().wrap(bytes, start, end - start);
    }

    private static Slice once(@Nullable Slice before, Slice value) {
        if (before != null) {
            throw malformed("has a field twice");
        }
        return value;
    }

    private static void checkEncoding(Slice value) {
        String encoding = value.toString().toLowerCase(Locale.ROOT);
        if (!encoding.equals("7bit") && !encoding.equals("8bit") && !encoding.equals("binary")) {
            throw malformed("has a transfer encoding, which forms must not have (RFC 7578 section 4.7)");
        }
    }

    private static PartHead of(@Nullable Slice disposition, @Nullable Slice type) {
        if (disposition == null || !isFormData(disposition)) {
            throw malformed("has no Content-Disposition: form-data");
        }
        String name = parameter(disposition, "name");
        if (name == null || name.isEmpty() || name.length() > MOST_NAME) {
            throw malformed("must have a name of 1 to " + MOST_NAME + " characters");
        }
        // The parameter filename* is ignored, because forms must not use it (section 4.2).
        String fileName = parameter(disposition, "filename");
        String contentType = type == null || type.isEmpty() ? "text/plain" : type.toString();
        if (contentType.regionMatches(true, 0, "multipart/", 0, "multipart/".length())) {
            throw malformed("is multipart itself, which forms no longer allow (RFC 7578 section 4.3)");
        }
        Charset charset = type == null || fileName != null ? null : charset(type);
        return new PartHead(name, fileName == null ? null : lastSegment(fileName), contentType, charset);
    }

    private static boolean isFormData(Slice disposition) {
        byte[] bytes = disposition.array();
        int from = disposition.offset();
        int end = Tokens.tokenEnd(bytes, from, from + disposition.length());
        return Ascii.equalIgnoreCase(bytes, from, end - from, FORM_DATA);
    }

    /** Returns a parameter, decoded as UTF-8 (section 5.1), or null. */
    private static @Nullable String parameter(Slice field, String name) {
        String octets =
                DispositionParameters.find(field.array(), field.offset(), field.offset() + field.length(), ascii(name));
        if (octets == null) {
            return null;
        }
        byte[] bytes = octets.getBytes(ISO_8859_1);
        if (!Utf8.isValid(bytes, 0, bytes.length)) {
            throw malformed("has a " + name + " that is not UTF-8");
        }
        return new String(bytes, UTF_8);
    }

    private static @Nullable Charset charset(Slice type) {
        String name = MediaTypes.parameter(type, "charset");
        if (name == null || name.equalsIgnoreCase("utf-8")) {
            return null;
        }
        Charset charset = KnownCharsets.named(name);
        if (charset == null) {
            throw malformed("has an unknown charset");
        }
        return charset.equals(UTF_8) ? null : charset;
    }

    /** Returns the last segment of a file name, without dangerous characters. The name may come from any system. */
    private static String lastSegment(String fileName) {
        int slash = Math.max(fileName.lastIndexOf('/'), fileName.lastIndexOf('\\'));
        String segment = fileName.substring(slash + 1);
        StringBuilder safe = new StringBuilder(segment.length());
        segment.chars().forEach(c -> safe.append(Character.isISOControl(c) ? '_' : (char) c));
        return segment.equals(".") || segment.equals("..") ? segment.replace('.', '_') : safe.toString();
    }

    private static HttpException malformed(String what) {
        return new HttpException(HttpStatus.BAD_REQUEST, "A part of the body " + what + ".").with("in", "part");
    }
}
