package dev.interlock.example.sight;

import dev.interlock.http.Filter;
import dev.interlock.http.Request;
import dev.interlock.http.Response;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** Records how the server calls a filter, for each path. */
final class RecordingFilter implements Filter {
    private final Map<String, List<String>> calls = new ConcurrentHashMap<>();

    /** Threads that called {@link #returned}, by template. */
    final Map<String, Thread> threads = new ConcurrentHashMap<>();

    private void record(Request request, String call) {
        calls.computeIfAbsent(request.route().template(), path -> new CopyOnWriteArrayList<>())
                .add(call);
    }

    /** Returns the recorded calls for a path, in their order. */
    String calls(String path) {
        return String.join(" ", calls.getOrDefault(path, List.of()));
    }

    @Override
    public void begin(Request request) {
        record(request, "begin");
    }

    @Override
    public boolean before(Request request, Response response) {
        record(request, "before");
        return true;
    }

    @Override
    public void returned(Request request, Response response) {
        threads.put(request.route().template(), Thread.currentThread());
        record(request, "returned");
    }

    @Override
    public void after(Request request, Response response) {
        record(request, "after");
    }

    @Override
    public void finish(Request request, Response response) {
        record(request, "finish " + response.status());
    }
}
