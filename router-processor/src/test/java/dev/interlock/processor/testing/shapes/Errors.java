package dev.interlock.processor.testing.shapes;

/** Creates methods that handle exceptions. */
final class Errors {
    private Errors() {}

    /** Returns a method that handles a class of exceptions. */
    static String method(Draw draw, String access, String exception) {
        String more = draw.of("", ", Request request", ", Request request, Response response", ", Response response");
        String name = " failed" + draw.number() + "(" + exception + " e" + more + ")";
        String thrown = draw.of("", " throws Exception");
        return draw.oneIn(3)
                ? "@OnError " + access + "dev.interlock.http.Problem" + name + thrown + " { return null; }"
                : "@OnError " + draw.of("", "@Status(503) ") + access + draw.of("String", "byte[]", "List<String>")
                        + name + thrown + " { return null; }";
    }
}
