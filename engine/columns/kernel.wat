;; What is the same for every rule set: classes of rows looked up in tables of bits, sixteen rows at a time.
;; kernel.ts holds the bytes of this text; kernel.test.ts translates it and compares them.
(module
  (memory (export "memory") 1)

  ;; out[row] = table[codes[row]]: from a dictionary's codes to classes. One byte a code; rows by fours.
  (func (export "encode8") (param $codes i32) (param $table i32) (param $out i32) (param $end i32)
    (loop $next
      (i32.store8 (local.get $out)
        (i32.load8_u (i32.add (local.get $table) (i32.load8_u (local.get $codes)))))
      (i32.store8 offset=1 (local.get $out)
        (i32.load8_u (i32.add (local.get $table) (i32.load8_u offset=1 (local.get $codes)))))
      (i32.store8 offset=2 (local.get $out)
        (i32.load8_u (i32.add (local.get $table) (i32.load8_u offset=2 (local.get $codes)))))
      (i32.store8 offset=3 (local.get $out)
        (i32.load8_u (i32.add (local.get $table) (i32.load8_u offset=3 (local.get $codes)))))
      (local.set $codes (i32.add (local.get $codes) (i32.const 4)))
      (local.set $out (i32.add (local.get $out) (i32.const 4)))
      (br_if $next (i32.lt_u (local.get $out) (local.get $end)))))

  ;; The same for tables of sixteen, sixteen rows an instruction.
  (func (export "encodeFew") (param $codes i32) (param $table i32) (param $out i32) (param $end i32)
    (local $few v128)
    (local.set $few (v128.load (local.get $table)))
    (loop $next
      (v128.store (local.get $out) (i8x16.swizzle (local.get $few) (v128.load (local.get $codes))))
      (local.set $codes (i32.add (local.get $codes) (i32.const 16)))
      (local.set $out (i32.add (local.get $out) (i32.const 16)))
      (br_if $next (i32.lt_u (local.get $out) (local.get $end)))))

  ;; The same for codes of two bytes.
  (func (export "encode16") (param $codes i32) (param $table i32) (param $out i32) (param $end i32)
    (loop $next
      (i32.store8 (local.get $out)
        (i32.load8_u (i32.add (local.get $table) (i32.load16_u (local.get $codes)))))
      (i32.store8 offset=1 (local.get $out)
        (i32.load8_u (i32.add (local.get $table) (i32.load16_u offset=2 (local.get $codes)))))
      (i32.store8 offset=2 (local.get $out)
        (i32.load8_u (i32.add (local.get $table) (i32.load16_u offset=4 (local.get $codes)))))
      (i32.store8 offset=3 (local.get $out)
        (i32.load8_u (i32.add (local.get $table) (i32.load16_u offset=6 (local.get $codes)))))
      (local.set $codes (i32.add (local.get $codes) (i32.const 8)))
      (local.set $out (i32.add (local.get $out) (i32.const 4)))
      (br_if $next (i32.lt_u (local.get $out) (local.get $end)))))

  ;; out[row] = table[cuts below the number + cuts not above it], two rows an instruction, rows by fours.
  ;; The table stands behind the cuts. Answers whether any of the numbers is none: NaN or infinite.
  (func (export "place")
    (param $numbers i32) (param $cuts i32) (param $table i32) (param $out i32) (param $end i32)
    (result i32)
    (local $at i32) (local $cut v128) (local $none v128)
    (local $one v128) (local $two v128) (local $oneAt v128) (local $twoAt v128)
    (loop $next
      (local.set $one (v128.load (local.get $numbers)))
      (local.set $two (v128.load offset=16 (local.get $numbers)))
      (local.set $oneAt (v128.const i64x2 0 0))
      (local.set $twoAt (v128.const i64x2 0 0))
      (local.set $at (local.get $cuts))
      (block $done
        (loop $nextCut
          (br_if $done (i32.ge_u (local.get $at) (local.get $table)))
          (local.set $cut (v128.load64_splat (local.get $at)))
          (local.set $oneAt (i64x2.sub (i64x2.sub (local.get $oneAt)
            (f64x2.lt (local.get $cut) (local.get $one))) (f64x2.le (local.get $cut) (local.get $one))))
          (local.set $twoAt (i64x2.sub (i64x2.sub (local.get $twoAt)
            (f64x2.lt (local.get $cut) (local.get $two))) (f64x2.le (local.get $cut) (local.get $two))))
          (local.set $at (i32.add (local.get $at) (i32.const 8)))
          (br $nextCut)))
      (i32.store8 (local.get $out)
        (i32.load8_u (i32.add (local.get $table) (i32x4.extract_lane 0 (local.get $oneAt)))))
      (i32.store8 offset=1 (local.get $out)
        (i32.load8_u (i32.add (local.get $table) (i32x4.extract_lane 2 (local.get $oneAt)))))
      (i32.store8 offset=2 (local.get $out)
        (i32.load8_u (i32.add (local.get $table) (i32x4.extract_lane 0 (local.get $twoAt)))))
      (i32.store8 offset=3 (local.get $out)
        (i32.load8_u (i32.add (local.get $table) (i32x4.extract_lane 2 (local.get $twoAt)))))
      ;; What is none less itself is not nought.
      (local.set $one (f64x2.sub (local.get $one) (local.get $one)))
      (local.set $two (f64x2.sub (local.get $two) (local.get $two)))
      (local.set $none (v128.or (local.get $none) (v128.or
        (f64x2.ne (local.get $one) (local.get $one)) (f64x2.ne (local.get $two) (local.get $two)))))
      (local.set $numbers (i32.add (local.get $numbers) (i32.const 32)))
      (local.set $out (i32.add (local.get $out) (i32.const 4)))
      (br_if $next (i32.lt_u (local.get $out) (local.get $end))))
    (v128.any_true (local.get $none)))

  ;; Is any class of a lane as high as $open?
  (func (export "reaches") (param $lane i32) (param $end i32) (param $open i32) (result i32)
    (local $most v128)
    (loop $next
      (local.set $most (i8x16.max_u (local.get $most) (v128.load (local.get $lane))))
      (local.set $lane (i32.add (local.get $lane) (i32.const 16)))
      (br_if $next (i32.lt_u (local.get $lane) (local.get $end))))
    (v128.any_true (i8x16.ge_u (local.get $most) (i8x16.splat (local.get $open)))))

  ;; Eight terms over all rows, by thirty-twos. $ops: 48 bytes each: for each class the terms that it leaves
  ;; certain; those it leaves possible; the address of the lane. $field: 0 or 16, which of the two tables.
  ;; $outs: the addresses of eight bitmaps, term 7's first. What is found is or-ed into them.
  (func (export "match")
    (param $ops i32) (param $opsEnd i32) (param $outs i32) (param $rows i32) (param $field i32)
    (local $row i32) (local $op i32) (local $lane i32) (local $table v128)
    (local $one v128) (local $two v128)
    (loop $nextRows
      (local.set $one (v128.const i64x2 -1 -1))
      (local.set $two (v128.const i64x2 -1 -1))
      (local.set $op (local.get $ops))
      (loop $nextOp
        (local.set $lane (i32.add (i32.load offset=32 (local.get $op)) (local.get $row)))
        (local.set $table (v128.load (i32.add (local.get $op) (local.get $field))))
        (local.set $one (v128.and (local.get $one)
          (i8x16.swizzle (local.get $table) (v128.load (local.get $lane)))))
        (local.set $two (v128.and (local.get $two)
          (i8x16.swizzle (local.get $table) (v128.load offset=16 (local.get $lane)))))
        (local.set $op (i32.add (local.get $op) (i32.const 48)))
        (br_if $nextOp (i32.lt_u (local.get $op) (local.get $opsEnd))))
      (if (v128.any_true (v128.or (local.get $one) (local.get $two)))
        (then (call $put (local.get $one) (local.get $two) (local.get $outs)
          (i32.shr_u (local.get $row) (i32.const 3)))))
      (local.set $row (i32.add (local.get $row) (i32.const 32)))
      (br_if $nextRows (i32.lt_u (local.get $row) (local.get $rows)))))

  ;; Thirty-two rows of eight terms into the terms' bitmaps, at byte $at of each. All eight, whether any row
  ;; is found or not: that cannot be foreseen, and asking would take longer.
  (func $put (param $one v128) (param $two v128) (param $outs i32) (param $at i32)
    (local $to i32) (local $end i32)
    (local.set $end (i32.add (local.get $outs) (i32.const 32)))
    (loop $nextTerm
      (local.set $to (i32.add (i32.load (local.get $outs)) (local.get $at)))
      (i32.store (local.get $to) (i32.or (i32.load (local.get $to)) (i32.or
        (i8x16.bitmask (local.get $one))
        (i32.shl (i8x16.bitmask (local.get $two)) (i32.const 16)))))
      (local.set $one (i8x16.add (local.get $one) (local.get $one)))
      (local.set $two (i8x16.add (local.get $two) (local.get $two)))
      (local.set $outs (i32.add (local.get $outs) (i32.const 4)))
      (br_if $nextTerm (i32.lt_u (local.get $outs) (local.get $end)))))
)
