package shop;

import dev.interlock.http.Filter;

public final class Quota implements Filter {}
