package dev.interlock.example.shop.web;

import dev.interlock.annotation.FilterBinding;
import dev.interlock.http.FieldLine;
import dev.interlock.http.Filter;
import dev.interlock.http.FilterFactory;
import dev.interlock.http.Request;
import dev.interlock.http.Response;
import dev.interlock.http.RouteInfo;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;

/** Lets clients and caches store the responses of a route. */
@FilterBinding(CacheFor.Filters.class)
@Retention(RetentionPolicy.RUNTIME)
public @interface CacheFor {
    /** Time in seconds. */
    int value();

    /** Creates the filter of each route. */
    final class Filters implements FilterFactory<CacheFor> {
        @Override
        public Filter create(CacheFor annotation, RouteInfo route) {
            FieldLine field = FieldLine.of("cache-control", "public, max-age=" + annotation.value());
            return new Filter() {
                @Override
                public void after(Request request, Response response) {
                    response.defaultHeader(field);
                }
            };
        }
    }
}
