package dev.interlock.processor.crosstalk;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.protobuf.CodedOutputStream;
import com.google.protobuf.Field;
import com.google.protobuf.Type;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.StringJoiner;
import java.util.zip.CRC32;
import org.jspecify.annotations.Nullable;

/** Creates requests with unique data, together with their expected responses. */
final class Samples {
    /** Number of files. */
    static final int FILES = 6;

    /** Number of kinds of requests. */
    static final int KINDS = 27;

    private static final int SMALL = 300;
    private static final int LARGE = 150_000;
    private static final String PROTOBUF = "content-type: application/x-protobuf\r\n";
    private static final String JSON = "content-type: application/json\r\n";
    private static final String TEXT = "content-type: text/plain\r\n";

    private final SplittableRandom random;
    private int count;
    private String id = "";

    Samples(SplittableRandom random) {
        this.random = random;
    }

    /** Returns the content of a file. Each number has a different content. */
    static byte[] file(int number) {
        return bytes(number, 10 + number * number * 9000);
    }

    private static byte[] bytes(long seed, int size) {
        byte[] bytes = new byte[size];
        new Random(seed).nextBytes(bytes);
        return bytes;
    }

    /** Returns a new request of a random kind. */
    Sample next() {
        return of(random.nextInt(KINDS));
    }

    /** Returns one request of each kind. */
    List<Sample> oneOfEach() {
        List<Sample> all = new ArrayList<>();
        for (int kind = 0; kind < KINDS; kind++) {
            all.add(of(kind));
        }
        for (int file = 0; file < FILES; file++) {
            all.add(file(file, token()));
        }
        return all;
    }

    private Sample of(int kind) {
        id = token() + "-" + count++;
        String token = token();
        long number = random.nextLong();
        return switch (kind) {
            case 0 -> get("text", "/text/" + number + "?q=" + token, number + ":" + token);
            case 1 -> head("/text/" + number + "?q=" + token, number + ":" + token);
            case 2 -> params(token, number);
            case 3 -> get("completed", "/completed/" + token, "completed " + token);
            case 4 -> get("later", "/later/" + token, "later " + token);
            case 5 -> get("waiting", "/waiting/" + token, token + "/waiting/" + token);
            case 6 -> publish(token);
            case 7 -> file(random.nextInt(FILES), token);
            case 8 -> random(number);
            case 9 -> problem("error", 409, "Conflict", token);
            case 10 -> problem("error-later", 410, "Gone", token);
            case 11 -> problem("error-waiting", 422, "Unprocessable Content", token);
            case 12 -> missing(token);
            case 13 -> chars();
            case 14 -> waiting();
            case 15 -> streamed("stream");
            case 16 -> streamed("publisher");
            case 17 -> form(token);
            case 18 -> upload(token);
            case 19 -> view("view");
            case 20 -> view("view-waiting");
            case 21 -> viewLater();
            case 22 -> message("message", token);
            case 23 -> message("message-later", token);
            case 24 -> json("coded");
            case 25 -> json("plain");
            case 26 -> json("plain-waiting");
            default -> throw new IllegalArgumentException("There is no kind " + kind);
        };
    }

    private String token() {
        return Long.toString(random.nextLong(Long.MAX_VALUE), Character.MAX_RADIX);
    }

    /**
     * Returns a random size. Most sizes are small, because many small requests find more errors than a few large ones.
     */
    private int size() {
        return random.nextInt(12) == 0 ? random.nextInt(LARGE) : random.nextInt(SMALL);
    }

    private String text() {
        int length = size();
        StringBuilder text = new StringBuilder(length + 13);
        while (text.length() < length) {
            text.append(token());
        }
        // Some texts contain characters outside ASCII, because the server reads these texts with different code.
        return text.append(random.nextInt(4) == 0 ? "\u00e9\u20ac" : "").toString();
    }

    private Sample get(String kind, String target, String body) {
        return new Sample(kind, id, request("GET", target, "", null), body.getBytes(UTF_8), false);
    }

    private Sample head(String target, String body) {
        return new Sample("head", id, request("HEAD", target, "", null), body.getBytes(UTF_8), true);
    }

    private Sample params(String token, long number) {
        int small = random.nextInt(1000);
        String tag = token();
        String cookie = token();
        String target = "/params/" + token + "%20x/" + small + "?big=" + number;
        String body = token + " x," + small + "," + number + "," + tag + "," + cookie;
        byte[] request = request("GET", target, "x-tag: " + tag + "\r\ncookie: c=" + cookie + "\r\n", null);
        return new Sample("params", id, request, body.getBytes(UTF_8), false);
    }

    private Sample publish(String token) {
        int parts = random.nextInt(40);
        StringBuilder body = new StringBuilder();
        for (int i = 0; i < parts; i++) {
            body.append(token).append(i).append('\n');
        }
        return get("publish", "/publish/" + token + "/" + parts, body.toString());
    }

    private Sample file(int number, String token) {
        byte[] request = request("GET", "/file/" + number + "?" + token, "", null);
        return new Sample("file-" + number, id, request, file(number), false);
    }

    private Sample random(long seed) {
        int size = size();
        byte[] request = request("GET", "/bytes/" + seed + "/" + size, "", null);
        return new Sample("bytes", id, request, bytes(seed, size), false);
    }

    private Sample problem(String kind, int status, String title, String token) {
        String path = "/" + kind + "/" + token;
        return get(kind, path, document(status, title, token, path));
    }

    private Sample missing(String token) {
        String path = "/none/" + token;
        return get("missing", path, document(404, "Not Found", "There is nothing at this path", path));
    }

    private String document(int status, String title, String detail, String path) {
        return "{\"title\":\"" + title + "\",\"status\":" + status + ",\"detail\":\"" + detail + "\",\"instance\":\""
                + path + "\",\"requestId\":\"" + id + "\"}";
    }

    private Sample post(String kind, String fields, byte[] body, byte[] response) {
        return new Sample(kind, id, request("POST", "/" + kind, fields, body), response, false);
    }

    private Sample chars() {
        String text = text();
        return post("chars", TEXT, text.getBytes(UTF_8), (text.length() + ":" + text).getBytes(UTF_8));
    }

    private Sample waiting() {
        String text = text();
        byte[] body = text.getBytes(UTF_8);
        byte[] request = request("POST", "/waiting", TEXT, body);
        return new Sample("waiting-body", id, request, ("waiting " + text).getBytes(UTF_8), false);
    }

    private Sample streamed(String kind) {
        byte[] body = bytes(random.nextLong(), size());
        return post(
                kind,
                "content-type: application/octet-stream\r\n",
                body,
                sum(body).getBytes(UTF_8));
    }

    private static String sum(byte[] bytes) {
        CRC32 crc = new CRC32();
        crc.update(bytes);
        return bytes.length + ":" + crc.getValue();
    }

    private Sample form(String token) {
        StringJoiner body = new StringJoiner("&").add("name=" + token);
        List<String> tags = new ArrayList<>();
        for (int i = random.nextInt(6); i > 0; i--) {
            String tag = token();
            tags.add(tag + " %");
            body.add("tags=" + tag + "+%25");
        }
        byte[] sent = body.toString().getBytes(UTF_8);
        String type = "content-type: application/x-www-form-urlencoded\r\n";
        return post("form", type, sent, (token + tags).getBytes(UTF_8));
    }

    private Sample upload(String token) {
        byte[] content = bytes(random.nextLong(), size());
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        body.writeBytes(("--=" + id + "\r\ncontent-disposition: form-data; name=\"title\"\r\n\r\n" + token + "\r\n--="
                        + id + "\r\ncontent-disposition: form-data; name=\"file\"; filename=\"f\"\r\n\r\n")
                .getBytes(US_ASCII));
        body.writeBytes(content);
        body.writeBytes(("\r\n--=" + id + "--\r\n").getBytes(US_ASCII));
        String type = "content-type: multipart/form-data; boundary=\"=" + id + "\"\r\n";
        return post("upload", type, body.toByteArray(), (token + " " + sum(content)).getBytes(UTF_8));
    }

    /**
     * Returns an encoded order.
     *
     * @param read receives the fields that a view reads, in the order in which the handler writes them
     */
    private byte[] order(StringBuilder read) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        CodedOutputStream out = CodedOutputStream.newInstance(bytes);
        try {
            long user = random.nextLong();
            String note = text();
            out.writeInt64(1, user);
            out.writeString(2, note);
            read.append(user).append(note);
            for (int i = random.nextInt(5); i > 0; i--) {
                String sku = token();
                double price = random.nextInt(1000) / 4.0 + 1;
                read.append(sku).append(price);
                out.writeByteArray(3, line(sku, price));
            }
            out.writeByteArray(4, varints(1 + random.nextInt(5)));
            out.writeByteArray(13, bytes(user, random.nextInt(SMALL)));
            out.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    private static byte[] line(String sku, double price) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        CodedOutputStream out = CodedOutputStream.newInstance(bytes);
        out.writeString(1, sku);
        out.writeDouble(2, price);
        out.flush();
        return bytes.toByteArray();
    }

    private byte[] varints(int count) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        CodedOutputStream out = CodedOutputStream.newInstance(bytes);
        for (int i = 0; i < count; i++) {
            out.writeInt32NoTag(random.nextInt());
        }
        out.flush();
        return bytes.toByteArray();
    }

    private Sample view(String kind) {
        byte[] order = order(new StringBuilder());
        return post(kind, PROTOBUF, order, order);
    }

    private Sample viewLater() {
        StringBuilder read = new StringBuilder();
        byte[] order = order(read);
        return post("view-later", PROTOBUF, order, read.toString().getBytes(UTF_8));
    }

    private Sample message(String kind, String token) {
        Type.Builder type = Type.newBuilder().setName(token).addOneofs(text());
        for (int i = random.nextInt(5); i > 0; i--) {
            type.addFields(Field.newBuilder().setName(token()).setNumber(random.nextInt()));
        }
        byte[] response = type.clone().setName(token + "!").build().toByteArray();
        return post(kind, PROTOBUF, type.build().toByteArray(), response);
    }

    private Sample json(String kind) {
        long number = random.nextLong(Long.MAX_VALUE);
        String text = text();
        StringJoiner tags = new StringJoiner(",", "[", "]");
        for (int i = random.nextInt(6); i > 0; i--) {
            tags.add("\"" + token() + "\"");
        }
        return post(kind, JSON, record(number, text, tags), record(number + 1, text, tags));
    }

    private static byte[] record(long number, String text, StringJoiner tags) {
        return ("{\"id\":" + number + ",\"text\":\"" + text + "\",\"tags\":" + tags + "}").getBytes(UTF_8);
    }

    /**
     * Returns an encoded request.
     *
     * @param body body, or null
     */
    private byte[] request(String method, String target, String fields, byte @Nullable [] body) {
        ByteArrayOutputStream request = new ByteArrayOutputStream();
        request.writeBytes(
                (method + " " + target + " HTTP/1.1\r\nhost: localhost\r\nx-request-id: " + id + "\r\n" + fields)
                        .getBytes(US_ASCII));
        if (body == null) {
            request.writeBytes("\r\n".getBytes(US_ASCII));
        } else if (random.nextInt(3) == 0) {
            request.writeBytes("transfer-encoding: chunked\r\n\r\n".getBytes(US_ASCII));
            writeChunks(body, request);
        } else {
            request.writeBytes(("content-length: " + body.length + "\r\n\r\n").getBytes(US_ASCII));
            request.writeBytes(body);
        }
        return request.toByteArray();
    }

    private void writeChunks(byte[] body, ByteArrayOutputStream into) {
        int most = random.nextBoolean() ? 10 : 5000;
        for (int at = 0, count; at < body.length; at += count) {
            count = Math.min(body.length - at, 1 + random.nextInt(most));
            into.writeBytes((Integer.toHexString(count).toUpperCase(Locale.ROOT) + "\r\n").getBytes(US_ASCII));
            into.write(body, at, count);
            into.writeBytes("\r\n".getBytes(US_ASCII));
        }
        into.writeBytes("0\r\n\r\n".getBytes(US_ASCII));
    }
}
