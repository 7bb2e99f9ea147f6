package dev.interlock.processor.report;

/**
 * Mistakes with {@code @UseFilters}, which binds filters to routes. Their codes are 82x. Comments list the arguments
 * as in {@link Message}.
 */
public enum FilterMessage implements Diagnosis {
    // 1: the listed class.
    BOUND_CLASS_IS_NO_FILTER(
            "IL821",
            "%1$s is named by @UseFilters but does not implement dev.interlock.http.Filter",
            "let it implement Filter, or take it off the list"),
    // 1: the filter. 2: the handler. 3: the second element that names the filter.
    FILTER_BOUND_TWICE(
            "IL822",
            "%1$s would see each request for %2$s twice: %3$s names it as well",
            "remove it from one of the two places"),
    // 1: the filter. 2: the package of the application. 3: the tip.
    INACCESSIBLE_BOUND_FILTER(
            "IL823", "%1$s cannot be reached from package %2$s, where the router is generated", "%3$s"),
    // 1: the method or class.
    NO_BOUND_FILTERS(
            "IL824", "@UseFilters of %1$s names no filter", "name one: @UseFilters(Auth.class), or remove @UseFilters");

    private final String code;
    private final String text;
    private final String tip;

    FilterMessage(String code, String text, String tip) {
        this.code = code;
        this.text = text;
        this.tip = tip;
    }

    @Override
    public String code() {
        return code;
    }

    @Override
    public String text() {
        return text;
    }

    @Override
    public String tip() {
        return tip;
    }
}
