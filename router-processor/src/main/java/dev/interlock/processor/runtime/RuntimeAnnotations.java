package dev.interlock.processor.runtime;

import java.util.Set;

/** Simple names of the annotations of Interlock. Phases find annotations by these names. */
public final class RuntimeAnnotations {
    public static final String ANYONE = "Anyone";
    public static final String ATTRIBUTE = "Attribute";
    public static final String BLOCKING = "Blocking";
    public static final String BODY = "Body";
    public static final String CONSUMES = "Consumes";
    public static final String CONTROLLER = "Controller";
    public static final String COOKIE = "Cookie";
    public static final String DEFAULT = "Default";
    public static final String DELETE = "Delete";
    public static final String ESSENTIAL = "Essential";
    public static final String ETAG = "ETag";
    public static final String FILTER_BINDING = "FilterBinding";
    public static final String FORM = "Form";
    public static final String GET = "Get";
    public static final String HEAD = "Head";
    public static final String HEADER = "Header";
    public static final String HTTP_APP = "HttpApp";
    public static final String MAX_BODY = "MaxBody";
    public static final String MAX_CONCURRENT = "MaxConcurrent";
    public static final String ON_ERROR = "OnError";
    public static final String OPTIONS = "Options";
    public static final String PARAMS = "Params";
    public static final String PART = "Part";
    public static final String PATCH = "Patch";
    public static final String PATH = "Path";
    public static final String POST = "Post";
    public static final String PROBLEM_TYPE = "ProblemType";
    public static final String PRODUCES = "Produces";
    public static final String PROTO_FIELD = "ProtoField";
    public static final String PROTO_VIEW = "ProtoView";
    public static final String PROTO_WRITER = "ProtoWriter";
    public static final String PUT = "Put";
    public static final String QUERY = "Query";
    public static final String ROLES = "Roles";
    public static final String ROUTE = "Route";
    public static final String SECRET = "Secret";
    public static final String STATUS = "Status";
    public static final String TIMEOUT = "Timeout";
    public static final String USE_FILTERS = "UseFilters";

    /** Annotations of methods that a router calls. */
    public static final Set<String> OF_METHODS = Set.of(GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS, ROUTE, ON_ERROR);

    private RuntimeAnnotations() {}
}
