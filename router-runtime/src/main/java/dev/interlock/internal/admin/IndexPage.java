package dev.interlock.internal.admin;

import dev.interlock.http.Request;
import dev.interlock.http.Response;
import dev.interlock.observe.AdminPage;
import java.util.List;

/** Lists the pages of the admin port. */
public final class IndexPage implements AdminPage {
    private final List<AdminRoute> pages;

    /** @param pages all pages; the list may grow until the port opens */
    public IndexPage(List<AdminRoute> pages) {
        this.pages = pages;
    }

    @Override
    public void write(Request request, Response response) {
        TextTable table = new TextTable("PATH", "PAGE");
        for (AdminRoute page : pages) {
            table.row(page.path(), page.title());
        }
        Format.text(response, table.toString());
    }
}
