package dev.interlock.internal.engine;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Client of a {@link Simulation}: sends its requests in pieces, and checks each response. */
final class SimulatedClient {
    static final int MOST_REQUESTS = 6;

    private static final Pattern LENGTH = Pattern.compile("\r\ncontent-length: ([0-9]+)\r\n");

    private final String name;
    private final SimulatedLink link;
    private final List<Planned> planned = new ArrayList<>();
    private final byte[] bytes;
    /** Number of bytes before the first request. */
    private final int prefix;

    private final boolean isPipelining;
    /** All received bytes. */
    private final StringBuilder all = new StringBuilder();
    /** Received bytes that are not checked yet. */
    private final StringBuilder received = new StringBuilder();

    /** Bodies of the responses, and the lengths of the bodies of the requests, by the names of the requests. */
    private final Map<String, String> responses = new HashMap<>();

    private final Map<String, Integer> requests = new HashMap<>();
    /** Names of the requests that the server has rejected. The head of such a request may be incomplete. */
    private final Set<String> rejected = new HashSet<>();

    private int sent;
    /** Number of whole responses. */
    private int answered;
    /** Whether a response announced the end of the connection. */
    private boolean isLast;

    private boolean wasRefused;
    private boolean hasEnded;
    private boolean hasReset;

    /**
     * A request, and the response to it.
     *
     * @param end index of the first byte after the request
     */
    private record Planned(String name, String path, boolean isHead, int end, int status, String body) {}

    /** @param header bytes that the client, or its proxy, sends before the first request */
    SimulatedClient(String name, SimulatedLink link, byte[] header, Random random) {
        this.name = name;
        this.link = link;
        isPipelining = random.nextBoolean();
        prefix = header.length;
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        all.writeBytes(header);
        int count = 1 + random.nextInt(MOST_REQUESTS);
        for (int i = 0; i < count; i++) {
            plan(all, name + "-" + i, random, i == count - 1 && random.nextInt(4) == 0);
        }
        bytes = all.toByteArray();
    }

    private void plan(ByteArrayOutputStream all, String request, Random random, boolean isLast) {
        String path = SimulatedLoop.pick(
                List.of(
                        "/hello",
                        "/hello",
                        "/echo",
                        "/later",
                        "/block",
                        "/stream",
                        "/pour",
                        "/throw",
                        "/later-throw",
                        "/large",
                        "/gather",
                        "/loop-stream",
                        "/keep",
                        "/ignore",
                        "/fail",
                        "/block-fail",
                        "/nowhere"),
                random);
        boolean hasBody = List.of("/echo", "/pour", "/gather", "/ignore").contains(path)
                || (path.equals("/block") && random.nextBoolean());
        boolean isHead = !hasBody && random.nextInt(8) == 0;
        int length = hasBody ? random.nextInt(random.nextInt(3) == 0 ? 20_000 : 100) : 0;
        StringBuilder text = new StringBuilder();
        text.append(hasBody ? "POST " : isHead ? "HEAD " : "GET ")
                .append(path)
                .append(" HTTP/1.1\r\nHost: a\r\nX-Name: ");
        text.append(request).append("\r\n").append(isLast ? "Connection: close\r\n" : "");
        text.append(hasBody && random.nextInt(6) == 0 ? "Expect: 100-continue\r\n" : "");
        if (hasBody && random.nextBoolean()) {
            text.append("Transfer-Encoding: chunked\r\n\r\n");
            for (int left = length; left > 0; ) {
                int chunk = 1 + random.nextInt(left);
                text.append(Integer.toHexString(chunk))
                        .append("\r\n")
                        .append("b".repeat(chunk))
                        .append("\r\n");
                left -= chunk;
            }
            text.append("0\r\n\r\n");
        } else {
            text.append(hasBody ? "Content-Length: " + length + "\r\n\r\n" + "b".repeat(length) : "\r\n");
        }
        all.writeBytes(text.toString().getBytes(ISO_8859_1));
        int status = switch (path) {
            case "/throw" -> 410;
            case "/later-throw" -> 409;
            case "/nowhere" -> 404;
            case "/fail", "/block-fail" -> 500;
            default -> 200;
        };
        requests.put(request, length);
        planned.add(new Planned(
                request, path, isHead, all.size(), status, isHead ? "" : body(path, request, hasBody, length)));
    }

    private static String body(String path, String request, boolean hasBody, int length) {
        return switch (path) {
            case "/stream", "/loop-stream" -> (request + ";").repeat(SimulatedRouter.Source.ITEMS);
            case "/large" -> request + " " + "x".repeat(SimulatedRouter.LARGE - request.length() - 1);
            case "/throw", "/later-throw", "/nowhere", "/fail", "/block-fail" -> "problem";
            case "/ignore" -> request;
            default -> hasBody ? request + " " + length : request;
        };
    }

    /** Returns the bodies of the responses by the names of their requests. */
    Map<String, String> responses() {
        return responses;
    }

    boolean isRejected(String request) {
        return rejected.contains(request);
    }

    /** Returns the lengths of the bodies of all requests, by their names. */
    Map<String, Integer> requests() {
        return requests;
    }

    String name() {
        return name;
    }

    /** Returns all received bytes. */
    CharSequence all() {
        return all;
    }

    boolean canSend() {
        return !hasEnded && !hasReset && sent < limit() && link.roomForClient() > 0;
    }

    /**
     * Returns the index up to which the client may send now. A client that does not pipeline sends the next request
     * after the response.
     */
    private int limit() {
        return isPipelining || isDone() ? bytes.length : planned.get(answered).end();
    }

    void send(Random random) {
        int most = Math.min(link.roomForClient(), limit() - sent);
        int count = random.nextInt(3) == 0 ? most : 1 + random.nextInt(most);
        link.clientSends(bytes, sent, sent + count);
        sent += count;
    }

    /** Closes its half of the connection. */
    void end() {
        hasEnded = true;
        link.clientEnds();
    }

    void reset() {
        hasReset = true;
        link.clientResets();
    }

    /**
     * Whether the server waits for the rest of a request, and the client has the responses to all requests before it.
     */
    boolean isAmidRequest() {
        if (isDone() || hasEnded || hasReset || planned.get(answered).path().equals("/ignore")) {
            return false;
        }
        int start = answered == 0 ? prefix : planned.get(answered - 1).end();
        return sent > start && sent < planned.get(answered).end();
    }

    /** Whether the client has sent complete requests, and waits for the response to one of them. */
    boolean isOwed() {
        return !isDone()
                && !hasEnded
                && !hasReset
                && planned.stream().anyMatch(it -> it.end() == sent)
                && sent >= planned.get(answered).end();
    }

    boolean hasSentAll() {
        return sent == bytes.length;
    }

    /** Whether the client has closed its half before it has sent all of its requests. */
    boolean hasEndedEarly() {
        return hasEnded && !hasSentAll();
    }

    boolean hasEnded() {
        return hasEnded;
    }

    boolean hasReset() {
        return hasReset;
    }

    boolean isDone() {
        return answered == planned.size();
    }

    /** Whether the server has rejected a request, or has failed to handle one. */
    boolean wasRefused() {
        return wasRefused;
    }

    /** Whether a response was marked as the last response. */
    boolean isToldToLeave() {
        return isLast;
    }

    void read(Random random) {
        int most = link.readableByClient();
        String read = new String(link.clientReads(random.nextBoolean() ? most : 1 + random.nextInt(most)), ISO_8859_1);
        all.append(read);
        received.append(read);
        while (takeResponse()) {
            // Continues with the next response.
        }
    }

    /** Takes a whole response, if there is one, and checks it. */
    private boolean takeResponse() {
        int head = received.indexOf("\r\n\r\n") + 4;
        if (head < 4) {
            return false;
        }
        String fields = received.substring(0, head).toLowerCase(Locale.ROOT);
        int status = Integer.parseInt(fields.substring(9, 12));
        if (status == 100) {
            received.delete(0, head);
            return true;
        }
        check(answered < planned.size(), "a response to nothing: " + fields);
        Planned request = planned.get(answered);
        String body = request.isHead() ? "" : body(fields, head);
        if (body == null) {
            return false;
        }
        if (request.isHead()) {
            received.delete(0, head);
        }
        answered++;
        isLast |= fields.contains("\r\nconnection: close\r\n");
        responses.put(request.name(), body);
        if (status != request.status()) {
            rejected.add(request.name());
        }
        checkResponse(request, status, body);
        return true;
    }

    private @Nullable String body(String fields, int head) {
        if (fields.contains("\r\ntransfer-encoding: chunked\r\n")) {
            return chunks(head);
        }
        Matcher length = LENGTH.matcher(fields);
        int end = head + (length.find() ? Integer.parseInt(length.group(1)) : 0);
        if (received.length() < end) {
            return null;
        }
        String body = received.substring(head, end);
        received.delete(0, end);
        return body;
    }

    private @Nullable String chunks(int head) {
        StringBuilder body = new StringBuilder();
        int at = head;
        while (true) {
            int line = received.indexOf("\r\n", at);
            if (line < 0) {
                return null;
            }
            int size = Integer.parseInt(received.substring(at, line), 16);
            at = line + 2 + size + 2;
            if (received.length() < at) {
                return null;
            }
            if (size == 0) {
                received.delete(0, at);
                return body.toString();
            }
            body.append(received, line + 2, line + 2 + size);
        }
    }

    private void checkResponse(Planned request, int status, String body) {
        boolean isRefused = status == 503 || status == 408 || status == 500 || status == 413;
        if (isRefused && status != request.status()) {
            wasRefused = true;
            return;
        }
        check(status == request.status(), request + " has the response " + status + " " + body);
        boolean isProblem = request.body().equals("problem");
        check(
                isProblem ? body.startsWith("{") || body.isEmpty() : body.equals(request.body()),
                request.name() + " " + request.path() + " got " + body.substring(0, Math.min(100, body.length())));
    }

    private void check(boolean isRight, String otherwise) {
        if (!isRight) {
            throw new AssertionError(name + ": " + otherwise);
        }
    }

    /** Describes the client for messages. */
    String state() {
        return name + " sent " + sent + " of " + bytes.length + " bytes, awaits "
                + planned.get(Math.min(answered, planned.size() - 1)).path() + ", response " + answered + " of "
                + planned.size() + ", and has " + received.length() + " more bytes; " + link.state();
    }
}
