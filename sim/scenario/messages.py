"""Everything that can be said about a scenario file, in English and Chinese.

A message says what is wrong, then what is allowed; ``did you mean`` follows where a name
is close. Placeholders are filled from a :class:`~sim.scenario.problems.Message`.
"""

from collections.abc import Mapping

from sim.scenario.language import Bilingual

DID_YOU_MEAN = Bilingual("; did you mean {nearest}?", "；是否想写 {nearest}？")

FILES = {
    "sound": Bilingual("no problems", "没有问题"),
    "not_found": Bilingual(
        "no scenario file or built-in scenario '{name}'; built-in are {names}",
        "找不到情景文件或内置情景“{name}”；内置情景有 {names}",
    ),
    "is_directory": Bilingual(
        "a folder, not a scenario file; name the file in it",
        "这是文件夹，不是情景文件；请写出其中的文件名",
    ),
    "unreadable": Bilingual("cannot be read: {reason}", "无法读取：{reason}"),
    "too_large": Bilingual(
        "larger than {limit} bytes, the most that a scenario file may have",
        "文件过大；情景文件最多 {limit} 字节",
    ),
    "not_utf8": Bilingual(
        "byte {byte} is not UTF-8 text; save the file as UTF-8",
        "字节 {byte} 不是 UTF-8 文本；请将文件另存为 UTF-8 编码",
    ),
    "control_character": Bilingual(
        "the character {code} has no place in a text file; is it a binary file?",
        "字符 {code} 不应出现在文本文件中；这是二进制文件吗？",
    ),
    "empty": Bilingual(
        "nothing in the file; the least is one line such as 'extends: baseline'",
        "文件为空；至少要有一行，例如“extends: baseline”",
    ),
    "extends_missing": Bilingual(
        "no parent '{name}'; extends takes a relative path or one of {names}",
        "找不到上级情景“{name}”；extends 可写相对路径或内置情景 {names}",
    ),
    "extends_cycle": Bilingual(
        "extends runs in a circle: {chain}; a scenario has one line of parents",
        "extends 形成循环：{chain}；上级情景不能互相引用",
    ),
}

YAML = {
    "several_documents": Bilingual(
        "a second document begins here; a file holds one scenario",
        "这里开始了第二个文档；一个文件只能写一个情景",
    ),
    "too_deep": Bilingual(
        "nested more than {limit} deep; no scenario needs that",
        "嵌套超过 {limit} 层；情景文件不需要这么深",
    ),
    "too_many_values": Bilingual(
        "more than {limit} values; no scenario needs that",
        "超过 {limit} 个值；情景文件不需要这么多",
    ),
    "alias": Bilingual(
        "anchors and aliases ({name}) are not read; write the value out, quote it if it is text",
        "不支持锚点和别名（{name}）；请直接写出该值，若是文字请加引号",
    ),
    "tag": Bilingual(
        "tags ({name}) are not read; write the value without it",
        "不支持标签（{name}）；请去掉标签，只写值",
    ),
    "complex_key": Bilingual(
        "a mapping or list as a key; a key is a single name",
        "键不能是映射或列表；键只能是一个名称",
    ),
    "duplicate_key": Bilingual(
        "'{key}' is given twice, first in line {line}; keep one",
        "“{key}”重复，首次出现在第 {line} 行；请只保留一个",
    ),
    "tab": Bilingual(
        "a tab where YAML allows none; indent with spaces",
        "此处不能用制表符；请用空格缩进",
    ),
    "full_width_colon": Bilingual(
        "the full-width colon '：' is no YAML; write ': ' (colon and space)",
        "YAML 不认全角冒号“：”；请改用半角冒号加空格“: ”",
    ),
    "colon": Bilingual(
        "a second ': ' or wrong indentation; quote text that holds ': '",
        "多了一个“: ”或缩进有误；含“: ”的文字请加引号",
    ),
    "no_colon": Bilingual(
        "a line without ': '; write 'key: value'",
        "这一行缺少“: ”；请写成“键: 值”",
    ),
    "unclosed": Bilingual(
        "the file ends before a quote or bracket is closed",
        "文件结束时引号或括号尚未闭合",
    ),
    "indentation": Bilingual(
        "indentation does not fit the lines above; align keys of one mapping",
        "缩进与上文不一致；同一映射的键请对齐",
    ),
    "bracket": Bilingual(
        "a comma or closing bracket is missing here",
        "此处缺少逗号或右括号",
    ),
    "reserved": Bilingual(
        "a value cannot begin with this character; quote it",
        "值不能以此字符开头；请加引号",
    ),
    "syntax": Bilingual("not readable as YAML: {problem}", "不是合法的 YAML：{problem}"),
}

VALUES = {
    "expected_mapping": Bilingual(
        "{value} where keys with values belong; allowed are {allowed}",
        "此处应为“键: 值”，而不是 {value}；可用的键：{allowed}",
    ),
    "expected_text": Bilingual("{value} where text belongs", "此处应为文字，而不是 {value}"),
    "expected_number": Bilingual(
        "{value} is not a number; allowed are {low} to {high}{unit}",
        "{value} 不是数值；允许 {low} 至 {high}{unit}",
    ),
    "not_finite": Bilingual(
        "{value} is not a finite number; allowed are {low} to {high}{unit}",
        "{value} 不是有限数值；允许 {low} 至 {high}{unit}",
    ),
    "whole_number": Bilingual(
        "{value} is not a whole number; allowed are {low} to {high}{unit}",
        "{value} 不是整数；允许 {low} 至 {high}{unit}",
    ),
    "out_of_range": Bilingual(
        "{value} is out of range; allowed are {low} to {high}{unit}",
        "{value} 超出范围；允许 {low} 至 {high}{unit}",
    ),
    "wrong_unit": Bilingual(
        "wrong unit '{given}' in {value}; {name} is given in {unit}",
        "{value} 的单位“{given}”不对；{name} 的单位是 {unit}",
    ),
    "not_a_switch": Bilingual(
        "{value} is neither on nor off; allowed are true, false, on, off, yes, no",
        "{value} 既不是开也不是关；允许 true、false、on、off、yes、no",
    ),
    "not_one_of": Bilingual(
        "{value} is not allowed; allowed are {allowed}", "不允许 {value}；可选 {allowed}"
    ),
    "not_a_month": Bilingual(
        "{value} is not a month; write it like 2019-01",
        "{value} 不是月份；请写成 2019-01 这样",
    ),
    "months_only": Bilingual(
        "{value} names a day; months only, like 2019-01",
        "{value} 写到了日；只接受月份，例如 2019-01",
    ),
    "outside_horizon": Bilingual(
        "{value} is outside the horizon; allowed are {first} to {last}",
        "{value} 不在模拟期内；允许 {first} 至 {last}",
    ),
    "until_before_from": Bilingual(
        "until {value} is before from {start}; until is the last month, inclusive",
        "until {value} 早于 from {start}；until 为最后一个月（含当月）",
    ),
    "horizon_start": Bilingual(
        "the model starts in {first}; {value} cannot be the start",
        "模型从 {first} 开始；start 不能是 {value}",
    ),
    "horizon_end": Bilingual(
        "{value} cannot be the end; allowed are {first} to {last}",
        "end 不能是 {value}；允许 {first} 至 {last}",
    ),
    "no_points": Bilingual(
        "no points; give a number, or months with values like {{2015-01: 1, 2019-06: 0.6}}",
        "没有数据点；请写一个数，或写月份与值，例如 {{2015-01: 1, 2019-06: 0.6}}",
    ),
    "invalid": Bilingual("not valid: {reason}", "无效：{reason}"),
}

NAMES = {
    "missing_key": Bilingual("'{key}' is missing here", "此处缺少“{key}”"),
    "unknown_key": Bilingual(
        "unknown key '{key}'; allowed are {allowed}", "未知的键“{key}”；可用的键：{allowed}"
    ),
    "unknown_condition": Bilingual(
        "unknown condition '{key}'; conditions are {allowed}",
        "未知的外部条件“{key}”；外部条件有 {allowed}",
    ),
    "unknown_lever": Bilingual(
        "unknown lever '{key}'; levers are {allowed}",
        "未知的政策工具“{key}”；政策工具有 {allowed}",
    ),
    "unknown_parameter": Bilingual(
        "unknown parameter '{key}'; parameters are written group.name ('makersim explain "
        "baseline' lists them)",
        "未知的参数“{key}”；参数写成“组.名称”（用 makersim explain baseline 查看全部）",
    ),
    "unknown_mechanism": Bilingual(
        "unknown mechanism '{key}'; mechanisms are {allowed}",
        "未知的机制“{key}”；机制有 {allowed}",
    ),
    "unknown_operator": Bilingual(
        "unknown operator '{key}'; operators are {allowed}",
        "未知的运营主体“{key}”；运营主体有 {allowed}",
    ),
    "by_operator": Bilingual(
        "{value} for a parameter that differs by operator; give one or more of {allowed}",
        "该参数按运营主体取值，不能写 {value}；请写出下列一项或几项：{allowed}",
    ),
    "lever_as_condition": Bilingual(
        "'{key}' is a policy lever, not a condition; write a policy with 'lever: {key}'",
        "“{key}”是政策工具，不是外部条件；请在 policies 中写“lever: {key}”",
    ),
    "condition_as_lever": Bilingual(
        "'{key}' is a condition, not a lever; set it under 'conditions'",
        "“{key}”是外部条件，不是政策工具；请写在 conditions 下",
    ),
    "policy_name": Bilingual(
        "'{key}' cannot name a policy; use letters, digits, '_' and '-'",
        "“{key}”不能作为政策名；请用文字、数字、“_”和“-”",
    ),
    "nothing_to_remove": Bilingual(
        "no policy '{key}' to remove; the parent has {allowed}",
        "没有可删除的政策“{key}”；上级情景的政策有 {allowed}",
    ),
    "lever_out_of_range": Bilingual(
        "{lever} comes to {value} from {first} to {last}; allowed are {low} to {high}{unit}; "
        "policies on it: {policies}",
        "{lever} 在 {first} 至 {last} 合计为 {value}；"
        "允许 {low} 至 {high}{unit}；相关政策：{policies}",
    ),
    "unknown_setting": Bilingual(
        "'{key}' cannot be set; keys look like close.grace_months, conditions.capital_supply, "
        "mechanisms.service, policies.NAME.value, scale, horizon.end",
        "无法设置“{key}”；可设置的键形如 close.grace_months、conditions.capital_supply、"
        "mechanisms.service、policies.名称.value、scale、horizon.end",
    ),
    "lever_as_setting": Bilingual(
        "'{key}' is a lever and moves through policies; set policies.NAME.value, or "
        "policies.NAME.lever and .value for a new one",
        "“{key}”是政策工具，只能通过政策改变；请设置 policies.名称.value，"
        "新政策则设置 policies.名称.lever 和 .value",
    ),
    "not_a_setting": Bilingual(
        "'{key}' is not of the form key=value; write --set close.grace_months=9",
        "“{key}”不是“键=值”的形式；请写成 --set close.grace_months=9",
    ),
    "nothing_called": Bilingual(
        "nothing is called '{key}' in this scenario", "该情景中没有名为“{key}”的量"
    ),
    "too_many_problems": Bilingual(
        "and {count} more problems; mend these first", "另有 {count} 个问题；请先改正以上各项"
    ),
}

CATALOGUE: Mapping[str, Bilingual] = FILES | YAML | VALUES | NAMES
