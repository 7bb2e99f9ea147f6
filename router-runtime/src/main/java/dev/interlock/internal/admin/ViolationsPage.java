package dev.interlock.internal.admin;

import dev.interlock.http.Request;
import dev.interlock.http.Response;
import dev.interlock.observe.AdminPage;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** Lists the number of violations by clients of each rule of a protocol. */
public final class ViolationsPage implements AdminPage {
    private final Supplier<Map<String, Map<String, Long>>> violations;

    /** @param violations supplies the current counts, by protocol and by rule */
    public ViolationsPage(Supplier<Map<String, Map<String, Long>>> violations) {
        this.violations = violations;
    }

    @Override
    public void write(Request request, Response response) {
        Map<String, Map<String, Long>> all = violations.get();
        if (Format.isJson(request, response)) {
            List<Map<String, Object>> rows = new ArrayList<>();
            all.forEach((protocol, rules) -> rules.forEach((rule, count) -> {
                Map<String, Object> row = new LinkedHashMap<>();
                row.put("protocol", protocol);
                row.put("rule", rule);
                row.put("count", count);
                rows.add(row);
            }));
            Format.json(response).beginObject().member("violations", rows).endObject();
        } else {
            TextTable table = new TextTable("PROTOCOL", "RULE", "COUNT");
            all.forEach((protocol, rules) ->
                    rules.forEach((rule, count) -> table.row(protocol, rule, Long.toString(count))));
            Format.text(response, table.toString());
        }
    }
}
