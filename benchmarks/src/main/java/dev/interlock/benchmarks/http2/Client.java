package dev.interlock.benchmarks.http2;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Kinds of clients, with the fields of their requests and of the responses to them. */
enum Client {
    /** A browser that loads pages: 17 fields, about 900 bytes. */
    BROWSER {
        @Override
        List<String[]> request(Random random) {
            List<String[]> fields = start("GET", "https", "www.example.com", "/catalog/" + digits(random, 8));
            add(fields, "sec-ch-ua", "\"Chromium\";v=\"140\", \"Not=A?Brand\";v=\"24\"");
            add(fields, "sec-ch-ua-mobile", "?0");
            add(fields, "sec-ch-ua-platform", "\"Linux\"");
            add(fields, "upgrade-insecure-requests", "1");
            add(
                    fields,
                    "user-agent",
                    "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0"
                            + " Safari/537.36");
            add(fields, "accept", "text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,*/*;q=0.8");
            add(fields, "sec-fetch-site", "same-origin");
            add(fields, "sec-fetch-mode", "navigate");
            add(fields, "sec-fetch-dest", "document");
            add(fields, "referer", "https://www.example.com/catalog/" + digits(random, 8));
            add(fields, "accept-encoding", "gzip, deflate, br, zstd");
            add(fields, "accept-language", "en-US,en;q=0.9");
            add(fields, "cookie", "session=4f2a9c0e7b1d4f2a9c0e7b1d4f2a9c0e7b1d4f2a; theme=dark; cart=1234567");
            return fields;
        }

        @Override
        List<String[]> response(Random random) {
            List<String[]> fields = new ArrayList<>();
            add(fields, "content-type", "text/html;charset=utf-8");
            add(fields, "cache-control", "private, max-age=0");
            add(fields, "vary", "accept-encoding");
            add(fields, "etag", "\"" + digits(random, 16) + "\"");
            add(fields, "strict-transport-security", "max-age=63072000; includeSubDomains");
            add(fields, "x-content-type-options", "nosniff");
            return fields;
        }
    },
    /** A program that calls an API: 6 fields. */
    CURL {
        @Override
        List<String[]> request(Random random) {
            List<String[]> fields = start("GET", "https", "api.example.com", "/v1/orders/" + digits(random, 8));
            add(fields, "user-agent", "curl/8.14.1");
            add(fields, "accept", "*/*");
            return fields;
        }

        @Override
        List<String[]> response(Random random) {
            List<String[]> fields = new ArrayList<>();
            add(fields, "content-type", "application/json");
            return fields;
        }
    },
    /** A client of gRPC: 10 fields. */
    GRPC {
        @Override
        List<String[]> request(Random random) {
            List<String[]> fields = start("POST", "http", "orders.internal:8443", "/shop.v1.OrderService/Create");
            add(fields, "te", "trailers");
            add(fields, "content-type", "application/grpc");
            add(fields, "user-agent", "grpc-java-netty/1.79.0");
            add(fields, "grpc-accept-encoding", "gzip");
            add(fields, "grpc-timeout", digits(random, 6) + "u");
            add(fields, "traceparent", "00-" + digits(random, 32) + "-" + digits(random, 16) + "-01");
            return fields;
        }

        @Override
        List<String[]> response(Random random) {
            List<String[]> fields = new ArrayList<>();
            add(fields, "content-type", "application/grpc");
            add(fields, "grpc-encoding", "identity");
            return fields;
        }
    };

    abstract List<String[]> request(Random random);

    /** Returns the fields of a response, without its status, date and length. */
    abstract List<String[]> response(Random random);

    /** Returns whether the value of a field changes with each message. A client does not index this field. */
    static boolean changes(CharSequence name) {
        return switch (name.toString()) {
            case ":path", "referer", "grpc-timeout", "traceparent", "etag" -> true;
            default -> false;
        };
    }

    private static List<String[]> start(String method, String scheme, String authority, String path) {
        List<String[]> fields = new ArrayList<>();
        add(fields, ":method", method);
        add(fields, ":scheme", scheme);
        add(fields, ":authority", authority);
        add(fields, ":path", path);
        return fields;
    }

    private static void add(List<String[]> fields, String name, String value) {
        fields.add(new String[] {name, value});
    }

    private static String digits(Random random, int count) {
        StringBuilder digits = new StringBuilder();
        for (int i = 0; i < count; i++) {
            digits.append((char) ('0' + random.nextInt(10)));
        }
        return digits.toString();
    }
}
