/**
 * The rules of rules-set.ts as somebody would write them by hand who wants speed: plain comparisons that
 * stop as soon as they can, no allocation, hits as bits. The bench compares its answers with all others.
 */

export interface HandRecord {
  status: string;
  tariff_category: string;
  tariff_scheme: string;
  basic_mode: string;
  metering_mode: string;
  area_type: string;
  read_type: string;
  customer_class: string;
  org_id: string;
  industry_code: string;
  tou: boolean;
  is_temporary: boolean;
  manual: boolean;
  risk_flag: boolean;
  multiplier: number;
  read_day: number;
  reject_count: number;
  overdue_days: number;
  gps_distance_m: number;
  voltage_kv: number;
  contract_capacity_kva: number;
  kwh: number;
  amount: number;
  pf_actual: number;
  loss_rate: number;
  md_kw: number;
  connected_on: string;
  verify_due: string | null;
  closed_on: string | null;
}

/** Bits of the rules that hold: the first 32, then the others. */
export function auditByHand(r: HandRecord, hits: Int32Array): void {
  let low = 0;
  let high = 0;
  if (
    (r.customer_class === 'hv' ||
      r.customer_class === 'lv_business' ||
      r.customer_class === 'resident') &&
    r.gps_distance_m >= 1565 &&
    r.kwh > 11590 &&
    r.overdue_days <= 0
  )
    low |= 0x1;
  if (
    r.verify_due !== null &&
    r.verify_due >= '2028-10-20' &&
    (r.industry_code === 'i56' || r.industry_code === 'i78' || r.industry_code === 'i118') &&
    r.amount <= 74.25 &&
    r.closed_on !== null &&
    r.closed_on >= '2024-05-21'
  )
    low |= 0x2;
  if (r.loss_rate > 7.1 && !r.is_temporary && r.md_kw >= 2250 && r.contract_capacity_kva < 205)
    low |= 0x4;
  if (
    !r.risk_flag &&
    r.pf_actual <= 0.768 &&
    (r.metering_mode === 'hv_hv' || r.metering_mode === 'lv_lv') &&
    r.connected_on < '2006-02-05'
  )
    low |= 0x8;
  if (
    (r.read_type === 'estimated' || r.read_type === 'field') &&
    r.basic_mode === 'none' &&
    (r.tariff_scheme === 'single' || r.tariff_scheme === 'two_part') &&
    !r.tou
  )
    low |= 0x10;
  if (
    r.area_type === 'remote' &&
    r.manual &&
    r.reject_count < 0 &&
    (r.org_id === 'org30' || r.org_id === 'org24' || r.org_id === 'org17')
  )
    low |= 0x20;
  if (
    r.multiplier <= 1 &&
    (r.tariff_category === 'ev' ||
      r.tariff_category === 'agricultural' ||
      r.tariff_category === 'residential') &&
    r.read_day > 15 &&
    (r.status === 'active' || r.status === 'stopped')
  )
    low |= 0x40;
  if (r.kwh > 23199 && r.is_temporary && r.multiplier <= 1 && r.manual) low |= 0x80;
  if (
    r.voltage_kv >= 0.38 &&
    r.reject_count > 1 &&
    r.gps_distance_m <= 69 &&
    r.contract_capacity_kva <= 780
  )
    low |= 0x100;
  if (
    (r.customer_class === 'hv' ||
      r.customer_class === 'lv_business' ||
      r.customer_class === 'resident') &&
    r.basic_mode === 'capacity' &&
    (r.industry_code === 'i65' || r.industry_code === 'i2' || r.industry_code === 'i78') &&
    r.read_day <= 14
  )
    low |= 0x200;
  if (
    r.tariff_scheme !== 'single' &&
    r.loss_rate > 5.5 &&
    ((r.verify_due !== null && r.verify_due < '2026-06-03') || r.metering_mode === 'hv_hv')
  )
    low |= 0x400;
  if (
    r.connected_on > '2018-08-05' &&
    (r.area_type === 'rural' || r.area_type === 'urban') &&
    (r.status === 'active' || r.status === 'stopped' || r.pf_actual <= 0.796)
  )
    low |= 0x800;
  if (
    r.closed_on !== null &&
    r.closed_on <= '2020-02-22' &&
    (r.org_id === 'org37' || r.org_id === 'org15') &&
    (!r.risk_flag || r.read_type === 'remote' || r.read_type === 'field')
  )
    low |= 0x1000;
  if (
    r.tou &&
    r.overdue_days <= 9 &&
    (r.md_kw >= 1462.5 || r.tariff_category === 'industrial_commercial')
  )
    low |= 0x2000;
  if (
    r.overdue_days <= 6 &&
    r.read_type === 'estimated' &&
    (r.md_kw <= 97.5 || r.basic_mode === 'contract_demand')
  )
    low |= 0x4000;
  if (
    r.risk_flag &&
    r.verify_due !== null &&
    r.verify_due >= '2029-03-14' &&
    (r.manual || r.customer_class === 'resident')
  )
    low |= 0x8000;
  if (
    r.tariff_scheme !== 'single' &&
    r.pf_actual > 0.908 &&
    (r.contract_capacity_kva > 2955 || r.loss_rate > 8.8)
  )
    low |= 0x10000;
  if (
    r.closed_on !== null &&
    r.closed_on <= '2017-12-20' &&
    r.read_day < 6 &&
    (r.org_id === 'org1' || r.org_id === 'org29' || r.org_id === 'org37' || r.tou)
  )
    low |= 0x20000;
  if (
    r.status === 'closed' &&
    (r.industry_code === 'i56' || r.industry_code === 'i71' || r.industry_code === 'i10') &&
    (r.voltage_kv <= 0.22 || r.is_temporary)
  )
    low |= 0x40000;
  if (
    (r.area_type === 'rural' || r.area_type === 'urban') &&
    r.multiplier > 20 &&
    (r.connected_on >= '2022-08-25' || r.reject_count < 0)
  )
    low |= 0x80000;
  if (
    r.gps_distance_m > 851 &&
    r.kwh > 8426.5 &&
    r.metering_mode === 'lv_lv' &&
    (r.amount > 8431.5 ||
      r.tariff_category === 'residential' ||
      r.tariff_category === 'agricultural')
  )
    low |= 0x100000;
  if (
    (r.status === 'pending' || r.status === 'active' || r.status === 'closed') &&
    r.voltage_kv < 0.22 &&
    r.read_type !== 'estimated' &&
    (r.basic_mode !== 'contract_demand' || r.read_day > 15)
  )
    low |= 0x200000;
  if (
    r.pf_actual < 0.738 &&
    r.md_kw >= 2427.5 &&
    r.connected_on > '2023-02-12' &&
    ((r.closed_on !== null && r.closed_on < '2019-09-30') ||
      r.org_id === 'org35' ||
      r.org_id === 'org16' ||
      r.org_id === 'org30')
  )
    low |= 0x400000;
  if (
    r.kwh > 17033.5 &&
    r.area_type === 'rural' &&
    (r.metering_mode === 'hv_hv' || r.metering_mode === 'hv_lv') &&
    (r.multiplier <= 1 || r.overdue_days > 227)
  )
    low |= 0x800000;
  if (
    r.loss_rate <= 1.3 &&
    r.gps_distance_m >= 708 &&
    r.is_temporary &&
    (r.customer_class === 'hv' || r.tariff_category === 'industrial_commercial')
  )
    low |= 0x1000000;
  if (
    r.tariff_scheme !== 'two_part' &&
    (r.industry_code === 'i77' || r.industry_code === 'i53' || r.industry_code === 'i7') &&
    r.verify_due !== null &&
    r.verify_due > '2028-12-18' &&
    (r.reject_count < 0 || !r.risk_flag)
  )
    low |= 0x2000000;
  if (
    r.metering_mode === 'lv_lv' &&
    r.amount <= 1542.75 &&
    (r.org_id === 'org2' || r.org_id === 'org8' || r.org_id === 'org20') &&
    (r.read_type === 'remote' || r.multiplier <= 15)
  )
    low |= 0x4000000;
  if (
    r.gps_distance_m <= 216 &&
    r.kwh >= 25574 &&
    r.loss_rate >= 8.6 &&
    (!r.manual || r.read_day >= 17)
  )
    low |= 0x8000000;
  if (
    r.status !== 'pending' &&
    r.tou &&
    r.overdue_days > 74 &&
    (r.customer_class === 'hv' ||
      r.customer_class === 'lv_business' ||
      r.area_type === 'remote' ||
      r.area_type === 'urban')
  )
    low |= 0x10000000;
  if (
    !r.is_temporary &&
    r.risk_flag &&
    r.connected_on >= '2015-06-17' &&
    (r.industry_code === 'i13' ||
      r.industry_code === 'i100' ||
      r.industry_code === 'i45' ||
      r.md_kw > 1925)
  )
    low |= 0x20000000;
  if (
    r.contract_capacity_kva <= 467.5 &&
    r.voltage_kv >= 20 &&
    (r.tariff_scheme === 'two_part' || r.tariff_category === 'agricultural') &&
    !(r.verify_due !== null && r.verify_due <= '2025-03-11')
  )
    low |= 0x40000000;
  if (
    r.contract_capacity_kva >= 2917.5 &&
    (r.basic_mode === 'actual_demand' || r.basic_mode === 'contract_demand') &&
    (r.industry_code === 'i22' || r.industry_code === 'i28' || r.manual) &&
    !(r.md_kw > 1485)
  )
    low |= -0x80000000;
  if (r.loss_rate <= -2.3 && r.tou && (r.overdue_days < 6 || r.multiplier > 20) && !r.risk_flag)
    high |= 0x1;
  if (
    (r.org_id === 'org16' || r.org_id === 'org10') &&
    r.pf_actual > 0.938 &&
    (r.tariff_category === 'industrial_commercial' ||
      (r.verify_due !== null && r.verify_due > '2029-01-18')) &&
    !(r.area_type === 'rural' || r.area_type === 'remote')
  )
    high |= 0x2;
  if (
    (r.read_type === 'estimated' || r.read_type === 'remote') &&
    r.kwh < 4455.5 &&
    (r.customer_class !== 'hv' || r.gps_distance_m < 19) &&
    !(r.amount > 10304.25)
  )
    high |= 0x4;
  if (
    r.voltage_kv < 0.22 &&
    (r.tariff_scheme === 'single' || r.tariff_scheme === 'two_part') &&
    (r.status === 'closed' || r.status === 'stopped' || r.status === 'active' || r.read_day > 17) &&
    !(r.closed_on !== null && r.closed_on > '2025-02-28')
  )
    high |= 0x8;
  if (
    r.voltage_kv > 0.38 &&
    !r.manual &&
    (r.multiplier >= 80 || r.area_type === 'urban') &&
    !(r.gps_distance_m <= 4)
  )
    high |= 0x10;
  if (
    r.verify_due !== null &&
    r.verify_due > '2027-09-03' &&
    r.contract_capacity_kva >= 1505 &&
    (!r.tou || r.overdue_days <= 12) &&
    !(r.kwh > 19266)
  )
    high |= 0x20;
  if (
    !r.risk_flag &&
    r.reject_count < 0 &&
    (r.tariff_scheme !== 'two_part' ||
      (r.basic_mode === 'contract_demand' &&
        (r.industry_code === 'i2' || r.industry_code === 'i112' || r.industry_code === 'i35'))) &&
    r.closed_on !== null &&
    r.closed_on <= '2017-02-27'
  )
    high |= 0x40;
  if (
    r.metering_mode === 'lv_lv' &&
    r.customer_class === 'lv_business' &&
    (r.status === 'closed' || (r.amount > 8926.5 && r.pf_actual >= 0.948)) &&
    r.read_day < 7
  )
    high |= 0x80;
  if (
    !r.is_temporary &&
    (r.tariff_category === 'ev' || r.tariff_category === 'residential') &&
    (r.connected_on >= '2019-08-27' || (r.md_kw <= 525 && r.loss_rate < 1.2)) &&
    (r.org_id === 'org33' || r.org_id === 'org32' || r.org_id === 'org16')
  )
    high |= 0x100;
  if (
    r.closed_on !== null &&
    r.closed_on >= '2020-12-03' &&
    r.multiplier > 30 &&
    (r.contract_capacity_kva > 1617.5 || (r.loss_rate > 7.7 && r.overdue_days >= 29)) &&
    (r.industry_code === 'i23' || r.industry_code === 'i114' || r.industry_code === 'i106')
  )
    high |= 0x200;
  if (
    r.read_day >= 21 &&
    r.tariff_scheme === 'two_part' &&
    (r.is_temporary || (r.basic_mode === 'contract_demand' && r.reject_count < 0)) &&
    r.area_type === 'urban'
  )
    high |= 0x400;
  if (
    r.pf_actual < 0.813 &&
    (r.customer_class === 'lv_business' || r.customer_class === 'hv') &&
    (r.read_type === 'self' || (r.status === 'suspended' && r.md_kw < 160)) &&
    r.tariff_category === 'industrial_commercial'
  )
    high |= 0x800;
  if (
    (r.manual && !r.risk_flag && r.gps_distance_m >= 556) ||
    ((r.org_id === 'org40' || r.org_id === 'org12' || r.org_id === 'org24') &&
      r.kwh < 418 &&
      !r.tou)
  )
    high |= 0x1000;
  if (
    (r.contract_capacity_kva < 230 &&
      r.kwh > 12768 &&
      r.closed_on !== null &&
      r.closed_on < '2017-12-21') ||
    ((r.org_id === 'org7' || r.org_id === 'org4' || r.org_id === 'org31') &&
      r.area_type !== 'urban' &&
      r.multiplier <= 10)
  )
    high |= 0x2000;
  if (
    (r.loss_rate > 12.1 &&
      r.gps_distance_m > 622 &&
      (r.metering_mode === 'hv_hv' || r.metering_mode === 'lv_lv')) ||
    (r.read_day > 23 && r.reject_count < 0 && !r.manual)
  )
    high |= 0x4000;
  if (
    (r.tariff_category === 'residential' &&
      r.basic_mode === 'capacity' &&
      r.customer_class === 'resident') ||
    (r.amount >= 12985.5 && r.overdue_days <= 3 && r.status === 'pending')
  )
    high |= 0x8000;
  if (
    ((r.read_type === 'estimated' || r.read_type === 'remote' || r.read_type === 'field') &&
      (r.industry_code === 'i103' || r.industry_code === 'i76' || r.industry_code === 'i101') &&
      r.voltage_kv < 0.22) ||
    (r.tou && r.pf_actual > 0.907 && r.connected_on <= '2005-05-19')
  )
    high |= 0x10000;
  if (
    ((r.org_id === 'org36' || r.org_id === 'org37' || r.org_id === 'org3') &&
      r.contract_capacity_kva > 1142.5 &&
      r.tariff_scheme === 'two_part') ||
    (r.read_type !== 'estimated' && r.read_day > 24 && r.reject_count >= 1)
  )
    high |= 0x20000;
  hits[0] = low;
  hits[1] = high;
}
