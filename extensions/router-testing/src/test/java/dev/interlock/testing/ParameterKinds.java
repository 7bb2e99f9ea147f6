package dev.interlock.testing;

import static dev.interlock.testing.RequestKinds.many;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.interlock.bytes.Slice;
import dev.interlock.generated.bind.Conversion;
import dev.interlock.generated.bind.Parameter;
import dev.interlock.generated.dispatch.DispatchTable;
import dev.interlock.generated.dispatch.RequestPath;
import dev.interlock.http.FieldNames;
import dev.interlock.http.Fields;
import dev.interlock.http.Request;
import java.lang.Character.UnicodeScript;

/** Requests whose parameters are costly to read: in the path, the query, header fields, cookies and forms. */
final class ParameterKinds {
    private static final FieldNames NAMES = FieldNames.of("a", "b");
    private static final FieldNames HEADERS = FieldNames.ofHeaders("x-a");
    private static final Parameter A = Parameter.query("a");
    /** Conversion to an enum that has more than 100 constants. */
    private static final Conversion<UnicodeScript> SCRIPT = Conversion.ofEnum(UnicodeScript.class);

    private static final String FORM = "application/x-www-form-urlencoded";

    /** Routes with a variable after {@code /orders/}, and with any path after {@code /files/}. */
    private static final DispatchTable TABLE = DispatchTable.parse("""
            table 2 3
            dfa 30-39>1|*30-39>1
            route /orders
            route /orders/{0}
            route /orders/{}
            route /orders/{}/lines
            route /files/{*}
            list 1 2
            list 4
            """, """
            node 0 0 1 1 -
             orders|orders=r0
            node 0 0 1 1 - orders|orders=l0 files|files=r4
            node 0 2 1 1 - orders|lines=r3
            row - n0 n1 n2 -
            row - - - - -
            row - - l1 l1 l1
            row - r0 l0 n2 -
            row - - r4 r4 -
            lead %2F 1 1 1
            class * 0 1
            class * 1 1
            class orders 3 1
            class files 4 1
            class * 2 1
            """);

    private ParameterKinds() {}

    static void add(RequestKinds kinds) {
        addPaths(kinds);
        addQueries(kinds);
        addRefused(kinds);
        addFields(kinds);
    }

    private static void addPaths(RequestKinds kinds) {
        kinds.post("path variable", 60, "text/plain", "/orders/" + "7".repeat(7_000), ParameterKinds::variable);
        kinds.post("path escapes", 100, "text/plain", "/orders/" + "%41".repeat(2_000), ParameterKinds::variable);
        kinds.post("path segments", 150, "text/plain", "/files/" + "a/".repeat(3_000), ParameterKinds::variable);
        kinds.post("path not found", 100, "text/plain", "/orders" + "/%2f".repeat(1_500), ParameterKinds::variable);
        kinds.raw("target not found", 200, "GET /%41" + "/%41".repeat(1_500) + " HTTP/1.1\r\nHost: test\r\n\r\n");
        kinds.raw("target malformed", 200, "GET /" + "%41".repeat(2_000) + "%4 HTTP/1.1\r\nHost: test\r\n\r\n");
    }

    /** Matches a path that is sent as the body. Returns the value of its variable. */
    private static Object variable(Request request) {
        Slice body = request.body();
        RequestPath path = new RequestPath();
        int route = TABLE.match(0, body.array(), body.offset(), body.offset() + body.length(), path);
        return switch (route) {
            case 4 -> path.rest(1).toString();
            case -1 -> "not found";
            default -> path.segment(1).toString();
        };
    }

    private static void addQueries(RequestKinds kinds) {
        kinds.get(
                "query list",
                250,
                "?" + many(1000, "a=#", "&"),
                "",
                request -> A.list(Conversion.INTEGER, request.query(NAMES), 0));
        kinds.get(
                "query set",
                200,
                "?" + many(1000, "a=x#", "&"),
                "",
                request -> A.set(Conversion.STRING, request.query(NAMES), 0));
        kinds.get(
                "query others",
                60,
                "?" + "&".repeat(7_000),
                "",
                request -> request.query(NAMES).count(0));
        kinds.get(
                "query escapes",
                100,
                "?a=" + "%c3%bc".repeat(1_200),
                "",
                request -> A.to(Conversion.STRING, value(request)));
        kinds.get(
                "query decimal",
                200,
                "?a=" + "7".repeat(1000),
                "",
                request -> A.to(Conversion.BIG_DECIMAL, value(request)));
    }

    private static Slice value(Request request) {
        Slice value = request.query(NAMES).first(0);
        return value == null ? new Slice() : value;
    }

    private static void addRefused(RequestKinds kinds) {
        kinds.get("query refused enum", 300, "?a=B", "", request -> A.to(SCRIPT, value(request)));
        kinds.get(
                "query refused number",
                100,
                "?a=1e99999999",
                "",
                request -> A.to(Conversion.BIG_DECIMAL, value(request)));
        kinds.get(
                "query long number",
                60,
                "?a=" + "7".repeat(7_000),
                "",
                request -> A.to(Conversion.BIG_INTEGER, value(request)));
        kinds.get(
                "query refused date", 200, "?a=2026-13-01", "", request -> A.to(Conversion.LOCAL_DATE, value(request)));
        kinds.get(
                "query refused text",
                80,
                "?a=" + "x".repeat(7_000),
                "",
                request -> A.to(Conversion.INTEGER, value(request)));
    }

    private static void addFields(RequestKinds kinds) {
        kinds.get(
                "header list",
                30,
                "",
                many(60, "x-a: value #\r\n", ""),
                request -> A.list(Conversion.STRING, request.headers(HEADERS), 0));
        kinds.get(
                "header names",
                60,
                "",
                many(98, "x-name-#: v\r\n", ""),
                request -> request.headers(HEADERS).count(0));
        kinds.get(
                "cookies",
                150,
                "",
                "Cookie: " + many(1000, "n#=v", "; ") + "\r\n",
                request -> request.cookies(NAMES).count(0));
        kinds.get(
                "cookies of one name",
                200,
                "",
                "Cookie: " + many(1000, "a=v#", "; ") + "\r\n",
                request -> A.list(Conversion.STRING, cookies(request), 0));
        kinds.post(
                "form list",
                200,
                FORM,
                many(900, "a=%41#", "&"),
                request -> A.list(Conversion.STRING, request.form(NAMES), 0));
        kinds.post(
                "form others",
                120,
                FORM,
                many(900, "n%41#=v", "&"),
                request -> request.form(NAMES).count(0));
        kinds.post(
                "form of too many",
                60,
                FORM,
                "&".repeat(100_000),
                request -> request.form(NAMES).count(0));
        kinds.post(
                "form value",
                80,
                FORM,
                ("a=" + "%e4%b8%96+".repeat(10_000)).getBytes(UTF_8),
                request -> A.to(Conversion.STRING, request.form(NAMES).first(0)));
    }

    private static Fields cookies(Request request) {
        return request.cookies(NAMES);
    }
}
