package dev.interlock.testing;

import static dev.interlock.testing.RequestKinds.many;
import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.interlock.filter.Compression;
import dev.interlock.filter.Decompression;
import dev.interlock.generated.codec.Results;
import dev.interlock.http.Execution;
import dev.interlock.http.FieldNames;
import dev.interlock.http.Request;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Random;
import java.util.zip.GZIPOutputStream;

/** Requests whose multipart bodies or content codings are costly to decode. */
final class UploadKinds {
    private static final FieldNames NAMES = FieldNames.of("a", "b");
    private static final String MULTIPART = "multipart/form-data; boundary=XX";
    private static final int MEGABYTE = 1_000_000;

    private UploadKinds() {}

    static void add(RequestKinds kinds) {
        addMultipart(kinds);
        addUploads(kinds);
        addCodings(kinds);
    }

    private static String part(String fields, String content) {
        return "--XX\r\ncontent-disposition: form-data; name=a\r\n" + fields + "\r\n" + content + "\r\n";
    }

    private static String parts(int count) {
        return many(count, part("", "#"), "") + "--XX--\r\n";
    }

    private static void addMultipart(RequestKinds kinds) {
        kinds.post("multipart", 250, MULTIPART, parts(1000), UploadKinds::size);
        kinds.post("multipart of too many", 100, MULTIPART, parts(2000), UploadKinds::size);
        kinds.post(
                "multipart line breaks", 100, MULTIPART, part("", "\r\n".repeat(20_000)) + "--XX--", UploadKinds::size);
        kinds.post(
                "multipart near delimiters",
                100,
                MULTIPART,
                part("", "\r\n--X".repeat(10_000)) + "--XX--",
                UploadKinds::size);
        kinds.post(
                "multipart heads",
                100,
                MULTIPART,
                part(many(900, "a: b\r\n", ""), "").repeat(20) + "--XX--",
                UploadKinds::size);
        kinds.post(
                "multipart unknown charset",
                100,
                MULTIPART,
                part("content-type: text/plain;charset=x\r\n", "") + "--XX--",
                UploadKinds::size);
    }

    private static Object size(Request request) {
        return request.parts(NAMES).all(0).size();
    }

    /** Adds bodies whose parts are stored in files. Their handlers are blocking. */
    private static void addUploads(RequestKinds kinds) {
        String full = part("", "x".repeat(70_000));
        upload(kinds, "upload", full + part("", "x".repeat(100_000)).repeat(5) + "--XX--");
        upload(kinds, "upload of small parts", full + parts(999));
        upload(
                kinds,
                "upload of large parts",
                full + part("", "x".repeat(9_000)).repeat(98) + "--XX--");
    }

    private static void upload(RequestKinds kinds, String name, String body) {
        kinds.postAnswered(
                name,
                150,
                MULTIPART,
                body.getBytes(ISO_8859_1),
                (request, response) -> RequestKinds.hash(size(request), response),
                route -> route.execution(Execution.BLOCKING).streamedBody(true).storedBody(true));
    }

    private static void addCodings(RequestKinds kinds) {
        gzipped(kinds, "gzip bomb", gzip(new byte[MEGABYTE]));
        // The first ratio is just below the limit of 30. The other one is lower.
        gzipped(kinds, "gzip of ratio 30", growing(29.9));
        gzipped(kinds, "gzip of ratio 29", growing(29));
        Compression compression = Compression.standard();
        kinds.postAnswered(
                "compressed response",
                600,
                "text/plain\r\nAccept-Encoding: gzip",
                text(100_000),
                (request, response) -> {
                    Results.writeText(response, request.body());
                    compression.finish(request, response);
                },
                route -> route);
        kinds.getAnswered(
                "accept-encoding",
                100,
                "",
                "Accept-Encoding: " + many(800, "x#;q=0.1", ", ") + "\r\n",
                (request, response) -> {
                    compression.before(request, response);
                    Results.writeText(response, "content");
                    compression.finish(request, response);
                },
                route -> route);
    }

    private static void gzipped(RequestKinds kinds, String name, byte[] body) {
        Decompression decompression = Decompression.standard();
        kinds.postAnswered(
                name,
                500,
                "text/plain\r\nContent-Encoding: gzip",
                body,
                (request, response) -> {
                    decompression.before(request, response);
                    RequestKinds.hash(request.body().length(), response);
                },
                route -> route);
    }

    private static byte[] text(int size) {
        byte[] text = new byte[size];
        Random random = new Random(7);
        for (int i = 0; i < size; i++) {
            text[i] = (byte) "etaoin shrdlu".charAt(random.nextInt(13));
        }
        return text;
    }

    /** Returns a body that expands to a megabyte, with the given ratio of sizes. */
    private static byte[] growing(double ratio) {
        byte[] content = new byte[MEGABYTE];
        byte[] coded = gzip(content);
        byte[] noise = text(MEGABYTE);
        for (int noisy = 0; MEGABYTE > ratio * coded.length; noisy += 500) {
            System.arraycopy(noise, 0, content, 0, noisy);
            coded = gzip(content);
        }
        return coded;
    }

    private static byte[] gzip(byte[] content) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
            out.write(content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }
}
